import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { deviceChoicesQuery, sitesQuery } from '../api/queries';
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

/** One of the devices of a site, or of all sites. */
export function DeviceSelect({ site, value, onChoose }: SelectProps & { site: string | undefined }) {
  const { t } = useTranslation();
  const { data: devices = [] } = useQuery(deviceChoicesQuery(site));
  return (
    <FilterSelect
      label={t('filter.device')}
      all={t('filter.allDevices')}
      value={value}
      choices={devices.map(({ id, name }) => ({ id, label: name }))}
      onChoose={onChoose}
    />
  );
}
