import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { sitesQuery } from '../../shared/api/queries';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { PageHeader } from '../../shared/ui/PageHeader';
import { SiteCard } from './SiteCard';

import './sites.css';

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
        <ul className="cf-sites">
          {sites.data.map((site) => (
            <li key={site.id}>
              <SiteCard site={site} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
