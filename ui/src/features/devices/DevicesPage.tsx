import { Button, EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { devicesQuery } from '../../shared/api/queries';
import { useLongList } from '../../shared/api/useLongList';
import { Failure } from '../../shared/ui/Failure';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { MoreButton } from '../../shared/ui/MoreButton';
import { NoMatch } from '../../shared/ui/NoMatch';
import { PageHeader } from '../../shared/ui/PageHeader';
import { PlaceFilters } from '../../shared/ui/PlaceFilters';
import { deviceFilters, type DeviceFilters } from './deviceFilters';
import { DevicesTable } from './DevicesTable';

const route = getRouteApi('/devices');

/** Everything that was seen, site by site. The address says what is shown. */
export function DevicesPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const devices = useInfiniteQuery(devicesQuery(filters));
  const { rows, more } = useLongList(devices);
  const [chosen, setChosen] = useState<string[]>([]);
  const filtered = Object.keys(filters).length > 0;

  const change = useCallback(
    (next: Partial<Record<keyof DeviceFilters, string | undefined>>) => {
      void navigate({ search: (now) => deviceFilters({ ...now, ...next }), replace: true });
    },
    [navigate],
  );

  return (
    <>
      <PageHeader title={t('devices.title')} subtitle={t('devices.subtitle')} />
      <PlaceFilters searchLabel={t('filter.searchDevices')} filters={filters} onChange={change}>
        <FilterSelect
          label={t('devices.standing.label')}
          all={t('devices.standing.all')}
          value={filters.standing}
          choices={(['new', 'quiet'] as const).map((id) => ({ id, label: t(`devices.standing.${id}`) }))}
          onChoose={(standing) => {
            change({ standing });
          }}
        />
      </PlaceFilters>
      {devices.isPending ? (
        <LoadingRows />
      ) : devices.isError && rows.length === 0 ? (
        <Failure error={devices.error} onRetry={() => void devices.refetch()} />
      ) : rows.length === 0 ? (
        <NoDevices
          filtered={filtered}
          onClear={() => {
            change({ site: undefined, zone: undefined, standing: undefined, q: undefined });
          }}
        />
      ) : (
        <div className={devices.isPlaceholderData ? 'cf-stale' : undefined}>
          <Compare
            chosen={chosen}
            onClear={() => {
              setChosen([]);
            }}
          />
          <DevicesTable
            devices={rows}
            onNearEnd={more}
            chosen={chosen}
            onChoose={(device, isChosen) => {
              setChosen((now) => (isChosen ? [...now, device] : now.filter((other) => other !== device)));
            }}
          />
          <MoreButton shown={rows.length} pages={devices} />
        </div>
      )}
    </>
  );
}

function Compare({ chosen, onClear }: { chosen: string[]; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="cf-devices__compare" role="status">
      {chosen.length > 0 && (
        <>
          <Link to="/devices/compare" search={{ device: chosen }}>
            {t('devices.compare.way', { count: chosen.length })}
          </Link>
          <Button variant="link" isInline onClick={onClear}>
            {t('devices.compare.clear')}
          </Button>
        </>
      )}
    </div>
  );
}

function NoDevices({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (!filtered) {
    return (
      <EmptyState icon={MoonMark} titleText={t('devices.empty.none.title')} headingLevel="h2">
        <EmptyStateBody>{t('devices.empty.none.text')}</EmptyStateBody>
      </EmptyState>
    );
  }
  return <NoMatch title={t('devices.empty.noMatch.title')} text={t('devices.empty.noMatch.text')} onClear={onClear} />;
}
