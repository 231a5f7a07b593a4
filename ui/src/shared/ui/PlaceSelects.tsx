import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { DeviceSummary } from '../api/client';
import { deviceChoicesQuery, sitesQuery, useSiteNames } from '../api/queries';
import { compareNames } from '../text/compareNames';
import { FilterSelect } from './FilterSelect';

interface SelectProps {
  value: string | undefined;
  onChoose: (id: string | undefined) => void;
}

/** One of the sites that the viewer sees, or all. */
export function SiteSelect({ value, onChoose }: SelectProps) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  return (
    <FilterSelect
      label={t('filter.site')}
      all={t('filter.allSites')}
      value={value}
      choices={sites
        .toSorted((one, other) => compareNames(one.name, other.name))
        .map(({ id, name }) => ({ id, label: name }))}
      onChoose={onChoose}
    />
  );
}

interface DeviceSelectProps {
  site: string | undefined;
  value: string | undefined;
  /** With a device comes its site: another site may have a device of the same id. */
  onChoose: (next: { site?: string; device: string | undefined }) => void;
}

/** One of the devices of a site, or of all sites. */
export function DeviceSelect({ site, value, onChoose }: DeviceSelectProps) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const { data: { devices, hasMore } = NONE } = useQuery(deviceChoicesQuery(site));
  const chosen = devices.find((device) => device.site === site && device.id === value);
  return (
    <FilterSelect
      label={t('filter.device')}
      all={t('filter.allDevices')}
      value={chosen ? keyOf(chosen) : value}
      choices={devices.map((device) => ({
        id: keyOf(device),
        label: site === undefined ? `${device.name} · ${siteName(device.site)}` : device.name,
      }))}
      more={hasMore && t('filter.moreDevices', { count: devices.length })}
      onChoose={(key) => {
        const next = devices.find((device) => keyOf(device) === key);
        onChoose(next ? { site: next.site, device: next.id } : { device: undefined });
      }}
    />
  );
}

const NONE = { devices: [], hasMore: false };

function keyOf({ site, id }: Pick<DeviceSummary, 'site' | 'id'>): string {
  return `${site}/${id}`;
}
