import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { devicesQuery, sitesQuery } from '../../shared/api/queries';
import { Failure } from '../../shared/ui/Failure';
import { FilterSearch } from '../../shared/ui/FilterSearch';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { MoreButton } from '../../shared/ui/MoreButton';
import { PageHeader } from '../../shared/ui/PageHeader';
import { deviceFilters, type DeviceFilters } from './deviceFilters';
import { DevicesTable } from './DevicesTable';

const route = getRouteApi('/devices');

/** Everything that was seen, site by site. The address says what is shown. */
export function DevicesPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const devices = useInfiniteQuery(devicesQuery(filters));
  const rows = devices.data?.pages.flatMap(({ items }) => items) ?? [];
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
      <Filters filters={filters} onChange={change} />
      {devices.isPending ? (
        <LoadingRows />
      ) : devices.isError && rows.length === 0 ? (
        <Failure error={devices.error} onRetry={() => void devices.refetch()} />
      ) : rows.length === 0 ? (
        <NoDevices
          filtered={filtered}
          onClear={() => {
            change({ site: undefined, zone: undefined, q: undefined });
          }}
        />
      ) : (
        <div className={devices.isPlaceholderData ? 'cf-stale' : undefined}>
          <DevicesTable devices={rows} />
          <MoreButton
            shown={rows.length}
            hasMore={devices.hasNextPage}
            loading={devices.isFetchingNextPage}
            onMore={() => void devices.fetchNextPage()}
          />
        </div>
      )}
    </>
  );
}

interface FiltersProps {
  filters: DeviceFilters;
  onChange: (next: Partial<Record<keyof DeviceFilters, string | undefined>>) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  const zones = new Set(
    sites.filter(({ id }) => !filters.site || id === filters.site).flatMap(({ zones: all }) => all.map(({ id }) => id)),
  );
  const search = useCallback(
    (q: string) => {
      onChange({ q });
    },
    [onChange],
  );
  return (
    <form
      className="cf-filters"
      role="search"
      aria-label={t('filter.label')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div className="cf-filters__search">
        <FilterSearch label={t('filter.searchDevices')} value={filters.q ?? ''} onSearch={search} />
      </div>
      <FilterSelect
        label={t('filter.site')}
        all={t('filter.allSites')}
        value={filters.site}
        choices={sites.map(({ id, name }) => ({ id, label: name }))}
        onChoose={(site) => {
          onChange({ site, zone: undefined });
        }}
      />
      <FilterSelect
        label={t('filter.zone')}
        all={t('filter.allZones')}
        value={filters.zone}
        choices={[...zones].sort().map((id) => ({ id, label: id }))}
        onChoose={(zone) => {
          onChange({ zone });
        }}
      />
    </form>
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
  return (
    <EmptyState titleText={t('devices.empty.noMatch.title')} headingLevel="h2">
      <EmptyStateBody>{t('devices.empty.noMatch.text')}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="primary" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
