import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { FleetSensor } from '../../shared/api/client';
import { sensorsQuery, useMayDecide, useSiteNames } from '../../shared/api/queries';
import { useLiveSensors } from '../../shared/live/useLiveSensors';
import { Failure } from '../../shared/ui/Failure';
import { FilterBar } from '../../shared/ui/FilterBar';
import { FilterSearch } from '../../shared/ui/FilterSearch';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { NoMatch } from '../../shared/ui/NoMatch';
import { PageHeader } from '../../shared/ui/PageHeader';
import { SiteSelect } from '../../shared/ui/PlaceSelects';
import { chosenSensors, fleetFilters, ORDERS, WANTED, type FleetFilters } from './fleetFilters';
import { SensorsTable } from './SensorsTable';

import './sensors.css';

const route = getRouteApi('/sensors');

/** Every sensor of the viewer's sites: whether it reports, what it misses, and how far it is behind. */
export function SensorsPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const sensors = useQuery(sensorsQuery(undefined));
  useLiveSensors();
  const mayAdd = useMayDecide(['operator', 'admin']);
  return (
    <>
      <PageHeader
        title={t('sensors.title')}
        subtitle={t('sensors.subtitle')}
        aside={
          mayAdd && (
            <Link
              to="/sensors/new"
              search={filters.site === undefined ? {} : { site: filters.site }}
              className="pf-v6-c-button pf-m-primary"
            >
              {t('sensors.add')}
            </Link>
          )
        }
      />
      {sensors.isPending ? (
        <LoadingRows />
      ) : !sensors.data ? (
        <Failure error={sensors.error} onRetry={() => void sensors.refetch()} />
      ) : sensors.data.length === 0 ? (
        <EmptyState icon={MoonMark} titleText={t('sensors.empty.title')} headingLevel="h2">
          <EmptyStateBody>{t('sensors.empty.text')}</EmptyStateBody>
          {mayAdd && (
            <EmptyStateFooter>
              <EmptyStateActions>
                <Link to="/sensors/new">{t('sensors.add')}</Link>
              </EmptyStateActions>
            </EmptyStateFooter>
          )}
        </EmptyState>
      ) : (
        <Fleet sensors={sensors.data} filters={filters} />
      )}
    </>
  );
}

function Fleet({ sensors, filters }: { sensors: FleetSensor[]; filters: FleetFilters }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const siteName = useSiteNames();
  const shown = chosenSensors(sensors, filters, siteName);
  const change = useCallback(
    (next: Partial<Record<keyof FleetFilters, string | undefined>>) => {
      void navigate({ search: (now) => fleetFilters({ ...now, ...next }), replace: true });
    },
    [navigate],
  );
  const search = useCallback(
    (q: string) => {
      change({ q });
    },
    [change],
  );
  return (
    <>
      <FilterBar>
        <div className="cf-filters__search">
          <FilterSearch label={t('sensors.search')} value={filters.q ?? ''} onSearch={search} />
        </div>
        <SiteSelect
          value={filters.site}
          onChoose={(site) => {
            change({ site });
          }}
        />
        <FilterSelect
          label={t('sensors.column.state')}
          all={t('sensors.all')}
          value={filters.trouble}
          choices={WANTED.map((id) => ({ id, label: t(`sensors.trouble.${id}`) }))}
          onChoose={(trouble) => {
            change({ trouble });
          }}
        />
        <FilterSelect
          label={t('overview.order.label')}
          all={t('sensors.order.trouble')}
          value={filters.order}
          choices={ORDERS.filter((order) => order !== 'trouble').map((id) => ({
            id,
            label: t(`sensors.order.${id}`),
          }))}
          onChoose={(order) => {
            change({ order });
          }}
        />
      </FilterBar>
      {shown.length === 0 ? (
        <NoMatch
          title={t('sensors.noMatch.title')}
          text={t('sensors.noMatch.text')}
          onClear={() => {
            change({ q: undefined, site: undefined, trouble: undefined });
          }}
        />
      ) : (
        <SensorsTable sensors={shown} />
      )}
      <p className="pf-v6-screen-reader" role="status">
        {t('shown', { count: shown.length, total: sensors.length })}
      </p>
    </>
  );
}
