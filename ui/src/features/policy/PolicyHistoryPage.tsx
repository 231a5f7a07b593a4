import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { isByFiles } from '../../shared/api/byFiles';
import { policyVersionsQuery } from '../../shared/api/policyQueries';
import { Moment } from '../../shared/time/Moment';
import { Crumbs } from '../../shared/ui/Crumbs';
import { DataTable } from '../../shared/ui/DataTable';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { MoreButton } from '../../shared/ui/MoreButton';
import { PageHeader } from '../../shared/ui/PageHeader';

import './policy.css';

/** Who put which policy in force, and when; each leads to what it changed. */
export function PolicyHistoryPage() {
  const { t } = useTranslation();
  const versions = useInfiniteQuery(policyVersionsQuery);
  const rows = versions.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader
        title={t('policyHistory.title')}
        subtitle={t('policyHistory.subtitle')}
        above={<Crumbs to="/policy" list={t('policy.title')} here={t('policyHistory.title')} />}
      />
      {versions.isPending ? (
        <LoadingRows />
      ) : versions.isError && rows.length === 0 ? (
        <Failure error={versions.error} onRetry={() => void versions.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={MoonMark} titleText={t('policyHistory.empty.title')} headingLevel="h2">
          <EmptyStateBody>{t('policyHistory.empty.text')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t('policyHistory.table')}
            rows={rows}
            rowKey={({ version }) => String(version)}
            rowsAreLinks
            columns={[
              {
                title: t('policyHistory.column.version'),
                width: 'needed',
                cell: ({ version }) => (
                  <Link to="/policy/history/$version" params={{ version: String(version) }} className="cf-row__link">
                    {t('policy.version', { version })}
                  </Link>
                ),
              },
              {
                title: t('policyHistory.column.by'),
                cell: ({ author, changedFiles }) =>
                  [
                    !isByFiles({ author, changedFiles }) && author,
                    changedFiles.length > 0 && t('policyHistory.files', { files: changedFiles.join(', ') }),
                  ]
                    .filter(Boolean)
                    .join(' · '),
              },
              { title: t('policyHistory.column.at'), width: 'large', cell: ({ changed }) => <Moment at={changed} /> },
            ]}
          />
          <MoreButton shown={rows.length} total={versions.data?.pages.at(-1)?.total ?? rows.length} pages={versions} />
        </>
      )}
    </>
  );
}
