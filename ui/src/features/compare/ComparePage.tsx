import { Button, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Device } from '../../shared/api/client';
import { deviceChoicesQuery, deviceQuery, useSiteNames } from '../../shared/api/queries';
import { isRefusal } from '../../shared/api/trouble';
import { Crumbs } from '../../shared/ui/Crumbs';
import { Failure } from '../../shared/ui/Failure';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { PageHeader } from '../../shared/ui/PageHeader';
import { compareFilters, MOST_COMPARED, partsOf } from './compareFilters';
import { Shared } from './Shared';
import { SideBySide } from './SideBySide';

import './compare.css';

const route = getRouteApi('/devices/compare');

/** Two or more devices side by side. The address says which. */
export function ComparePage() {
  const { t } = useTranslation();
  const { device: chosen = [] } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (device: string[]) => {
    void navigate({ search: compareFilters({ device }), replace: true });
  };
  const dossiers = useQueries({
    queries: chosen.map((one) => deviceQuery(partsOf(one).site, partsOf(one).id)),
  });
  const gone = chosen.filter((_one, index) => isRefusal(dossiers[index]?.error, 404));
  const broken = dossiers.find(({ error }) => error && !isRefusal(error, 404));
  const devices = dossiers.flatMap(({ data }) => data ?? []);
  return (
    <>
      <PageHeader
        above={<Crumbs to="/devices" list={t('device.breadcrumb')} here={t('compare.title')} />}
        title={t('compare.title')}
        subtitle={t('compare.subtitle')}
      />
      <Choice chosen={chosen} onChoose={choose} />
      {gone.map((one) => (
        <p key={one} role="status">
          {t('compare.gone', { device: one })}{' '}
          <Button
            variant="link"
            isInline
            onClick={() => {
              choose(chosen.filter((other) => other !== one));
            }}
          >
            {t('compare.remove', { device: one })}
          </Button>
        </p>
      ))}
      {broken?.error ? (
        <Failure error={broken.error} onRetry={() => void broken.refetch()} />
      ) : dossiers.some(({ isPending }) => isPending) ? (
        <LoadingRows />
      ) : devices.length < 2 ? (
        <TooFew devices={devices} />
      ) : (
        <Comparison
          devices={devices}
          onRemove={({ site, id }) => {
            choose(chosen.filter((other) => other !== `${site}/${id}`));
          }}
        />
      )}
    </>
  );
}

function Comparison({ devices, onRemove }: { devices: Device[]; onRemove: (device: Device) => void }) {
  return (
    <>
      <SideBySide devices={devices} onRemove={onRemove} />
      <Shared devices={devices} />
    </>
  );
}

function Choice({ chosen, onChoose }: { chosen: string[]; onChoose: (device: string[]) => void }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const { data: found } = useQuery(deviceChoicesQuery(undefined));
  const devices = found?.devices ?? [];
  if (chosen.length >= MOST_COMPARED) {
    return <p className="cf-small">{t('compare.most', { count: MOST_COMPARED })}</p>;
  }
  return (
    <div className="cf-compare__choice">
      <FilterSelect
        label={t('compare.add')}
        all={t('compare.add')}
        value={undefined}
        choices={devices
          .map(({ site, id, name }) => ({ id: `${site}/${id}`, label: `${name} · ${siteName(site)}` }))
          .filter(({ id }) => !chosen.includes(id))}
        more={found?.hasMore === true && t('filter.moreDevices', { count: devices.length })}
        onChoose={(device) => {
          if (device) {
            onChoose([...chosen, device]);
          }
        }}
      />
    </div>
  );
}

function TooFew({ devices }: { devices: Device[] }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={MoonMark} titleText={t('compare.empty.title')} headingLevel="h2">
      <EmptyStateBody>
        {t(devices.length === 1 ? 'compare.empty.one' : 'compare.empty.none', { device: devices[0]?.name ?? '' })}{' '}
        <Link to="/devices">{t('compare.empty.list')}</Link>
      </EmptyStateBody>
    </EmptyState>
  );
}
