import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { SiteAtAGlance } from '../../shared/api/client';
import { overviewQuery } from '../../shared/api/queries';
import { Crumbs } from '../../shared/ui/Crumbs';
import { Failure } from '../../shared/ui/Failure';
import { LiveIndicator } from '../../shared/ui/LiveIndicator';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { NotFound } from '../../shared/ui/NotFound';
import { PageHeader } from '../../shared/ui/PageHeader';
import { SetUpFirst } from '../../shared/ui/SetUpFirst';
import { Attention } from './Attention';
import { LastDay } from './LastDay';
import { ManySites } from './ManySites';
import { overviewFilters, totalOf } from './overviewFilters';
import { NothingYet } from './NothingYet';
import { QuietDevices } from './QuietDevices';
import { SensorsPanel } from './SensorsPanel';
import { Totals } from './Totals';
import { ZonesPanel } from './ZonesPanel';

import './overview.css';

const route = getRouteApi('/');

/** How everything stands: all sites in a table, or one site by itself. */
export function OverviewPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const overview = useQuery(overviewQuery);
  const change = useCallback(
    (next: { q?: string | undefined; order?: string | undefined }) => {
      void navigate({ search: (now) => overviewFilters({ ...now, ...next }), replace: true });
    },
    [navigate],
  );
  const sites = overview.data?.sites ?? [];
  const [only] = sites.length === 1 ? sites : sites.filter(({ id }) => id === filters.site);

  if (overview.isPending) {
    return <LoadingRows />;
  }
  if (!overview.data) {
    return <Failure alone error={overview.error} onRetry={() => void overview.refetch()} />;
  }
  if (only) {
    return <OneSite site={only} isOneOfMany={sites.length > 1} />;
  }
  if (filters.site !== undefined && sites.length > 0) {
    return <NotFound />;
  }
  return (
    <>
      <PageHeader title={t('overview.title')} subtitle={t('overview.subtitle')} aside={<LiveIndicator />} />
      <SetUpFirst />
      {sites.length === 0 ? (
        <EmptyState icon={MoonMark} titleText={t('sites.empty.title')} headingLevel="h2">
          <EmptyStateBody>{t('sites.empty.text')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <Totals total={totalOf(sites)} site={undefined} />
          <div className="cf-overview cf-overview--wide">
            <Attention site={undefined} />
            <LastDay site={undefined} />
          </div>
          <ManySites sites={sites} filters={filters} onChange={change} />
        </>
      )}
    </>
  );
}

function OneSite({ site, isOneOfMany }: { site: SiteAtAGlance; isOneOfMany: boolean }) {
  const { t } = useTranslation();
  const { id, name } = site;
  return (
    <>
      <PageHeader
        above={isOneOfMany && <Crumbs to="/" list={t('overview.title')} here={name} />}
        title={isOneOfMany ? name : t('overview.title')}
        subtitle={isOneOfMany ? t('overview.oneSite') : name}
        aside={<LiveIndicator />}
      />
      <SetUpFirst />
      {site.devices === 0 && site.troubled === 0 ? (
        <NothingYet site={id} sensors={site.sensors} />
      ) : (
        <>
          <Totals total={site} site={id} />
          <div className="cf-overview">
            <Attention site={id} />
            <LastDay site={id} />
            <QuietDevices site={id} standing="quiet" count={site.quietDevices} />
            <QuietDevices site={id} standing="new" count={site.newDevices} />
            <SensorsPanel site={id} />
            <ZonesPanel site={id} />
          </div>
        </>
      )}
    </>
  );
}
