import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { Site } from '../../shared/api/client';
import { sitesQuery } from '../../shared/api/queries';
import { useNow } from '../../shared/time/Moment';
import { Failure } from '../../shared/ui/Failure';
import { FilterBar } from '../../shared/ui/FilterBar';
import { FilterSearch } from '../../shared/ui/FilterSearch';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { NoMatch } from '../../shared/ui/NoMatch';
import { PageHeader } from '../../shared/ui/PageHeader';
import { SiteCard } from './SiteCard';
import { chosenSites, ORDERS, siteFilters } from './siteFilters';

import './sites.css';

const route = getRouteApi('/sites');

/** Every site that the viewer sees: how it stands, and how well it is watched. */
export function SitesPage() {
  const { t } = useTranslation();
  const sites = useQuery(sitesQuery);
  return (
    <>
      <PageHeader title={t('sites.title')} subtitle={t('sites.subtitle')} />
      {sites.isPending ? (
        <LoadingRows />
      ) : !sites.data ? (
        <Failure error={sites.error} onRetry={() => void sites.refetch()} />
      ) : sites.data.length === 0 ? (
        <EmptyState icon={MoonMark} titleText={t('sites.empty.title')} headingLevel="h2">
          <EmptyStateBody>{t('sites.empty.text')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <Cards sites={sites.data} />
      )}
    </>
  );
}

function Cards({ sites }: { sites: Site[] }) {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const shown = chosenSites(sites, filters, useNow());
  const change = useCallback(
    (next: { q?: string | undefined; order?: string | undefined }) => {
      void navigate({ search: (now) => siteFilters({ ...now, ...next }), replace: true });
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
      {sites.length > 1 && (
        <FilterBar>
          <div className="cf-filters__search">
            <FilterSearch label={t('sites.search')} value={filters.q ?? ''} onSearch={search} />
          </div>
          <FilterSelect
            label={t('sites.order.label')}
            all={t('sites.order.name')}
            value={filters.order}
            choices={ORDERS.filter((order) => order !== 'name').map((order) => ({
              id: order,
              label: t(`sites.order.${order}`),
            }))}
            onChoose={(order) => {
              change({ order });
            }}
          />
        </FilterBar>
      )}
      {shown.length === 0 ? (
        <NoMatch
          title={t('sites.noMatch.title')}
          text={t('sites.noMatch.text')}
          onClear={() => {
            change({ q: undefined });
          }}
        />
      ) : (
        <ul className="cf-sites">
          {shown.map((site) => (
            <li key={site.id} className="cf-sites__site">
              <SiteCard site={site} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
