import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { auditQuery } from '../../shared/api/queries';
import { useLongList } from '../../shared/api/useLongList';
import { Failure } from '../../shared/ui/Failure';
import { FilterBar } from '../../shared/ui/FilterBar';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { MoreButton } from '../../shared/ui/MoreButton';
import { NoMatch } from '../../shared/ui/NoMatch';
import { PageHeader } from '../../shared/ui/PageHeader';
import { SiteSelect } from '../../shared/ui/PlaceSelects';
import { ACTIONS, auditFilters } from './auditFilters';
import { DecisionsTable } from './DecisionsTable';

const route = getRouteApi('/audit');

/** The trail of what people decided. The address says what is shown. */
export function AuditPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const decisions = useInfiniteQuery(auditQuery(filters));
  const { rows, more } = useLongList(decisions);
  const total = decisions.data?.pages.at(-1)?.total ?? 0;
  const change = (next: { site?: string | undefined; action?: string | undefined }) => {
    void navigate({ search: (now) => auditFilters({ ...now, ...next }), replace: true });
  };

  return (
    <>
      <PageHeader title={t('audit.title')} subtitle={t('audit.subtitle')} />
      <FilterBar>
        <SiteSelect
          value={filters.site}
          onChoose={(site) => {
            change({ site });
          }}
        />
        <FilterSelect
          label={t('audit.action.label')}
          all={t('audit.action.all')}
          value={filters.action}
          choices={ACTIONS.map((action) => ({ id: action, label: t(`audit.action.${action}`) }))}
          onChoose={(action) => {
            change({ action });
          }}
        />
      </FilterBar>
      {decisions.isPending ? (
        <LoadingRows />
      ) : decisions.isError && rows.length === 0 ? (
        <Failure error={decisions.error} onRetry={() => void decisions.refetch()} />
      ) : rows.length === 0 ? (
        <NoDecisions
          filtered={Object.keys(filters).length > 0}
          onClear={() => {
            change({ site: undefined, action: undefined });
          }}
        />
      ) : (
        <div className={decisions.isPlaceholderData ? 'cf-stale' : undefined}>
          <DecisionsTable entries={rows} onNearEnd={more} />
          <MoreButton shown={rows.length} total={total} pages={decisions} />
        </div>
      )}
    </>
  );
}

function NoDecisions({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (filtered) {
    return <NoMatch title={t('audit.empty.noMatch.title')} text={t('audit.empty.noMatch.text')} onClear={onClear} />;
  }
  return (
    <EmptyState icon={MoonMark} titleText={t('audit.empty.none.title')} headingLevel="h2">
      <EmptyStateBody>{t('audit.empty.none.text')}</EmptyStateBody>
    </EmptyState>
  );
}
