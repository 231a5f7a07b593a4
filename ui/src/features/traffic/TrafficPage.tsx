import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { flowsQuery, questionsQuery, trendQuery } from '../../shared/api/queries';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoreButton } from '../../shared/ui/MoreButton';
import { PageHeader } from '../../shared/ui/PageHeader';
import { FlowsTable } from './FlowsTable';
import { NoTraffic } from './NoTraffic';
import { QuestionsTable } from './QuestionsTable';
import { SaveRows } from './SaveRows';
import { trafficFilters, type TrafficFilters } from './trafficFilters';
import { TrafficFilterBar, type TrafficChange } from './TrafficFilterBar';
import { Trend } from './Trend';

import './traffic.css';

const route = getRouteApi('/traffic');

/** What sensors saw: flows, questions to DNS, or how often hour by hour. The address says what is shown. */
export function TrafficPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: TrafficChange) => {
      void navigate({ search: (now) => trafficFilters({ ...now, ...next }), replace: true });
    },
    [navigate],
  );
  const clear = () => {
    void navigate({ search: filters.kind ? { kind: filters.kind } : {} });
  };
  const list = { filters, onClear: clear };

  return (
    <>
      <PageHeader title={t('traffic.title')} subtitle={t('traffic.subtitle')} />
      <TrafficFilterBar filters={filters} onChange={change} />
      <Chosen {...list} />
    </>
  );
}

interface ListProps {
  filters: TrafficFilters;
  onClear: () => void;
}

function Chosen(list: ListProps) {
  const kind = list.filters.kind ?? 'flows';
  switch (kind) {
    case 'flows':
      return <Flows {...list} />;
    case 'dns':
      return <Questions {...list} />;
    case 'hours':
      return <Hours {...list} />;
  }
}

function Hours({ filters, onClear }: ListProps) {
  const trend = useQuery(trendQuery(filters));
  if (trend.isPending) {
    return <LoadingRows />;
  }
  if (!trend.data) {
    return <Failure error={trend.error} onRetry={() => void trend.refetch()} />;
  }
  return trend.data.hours.length === 0 ? (
    <Nothing filters={filters} onClear={onClear} />
  ) : (
    <div className={trend.isPlaceholderData ? 'cf-stale' : undefined}>
      <Trend trend={trend.data} />
    </div>
  );
}

function Nothing({ filters: { kind, ...narrowing }, onClear }: ListProps) {
  return <NoTraffic kind={kind ?? 'flows'} filtered={Object.keys(narrowing).length > 0} onClear={onClear} />;
}

function Flows({ filters, onClear }: ListProps) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(flowsQuery(filters));
  const flows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <List pages={pages} rows={flows} filters={filters} onClear={onClear}>
      <SaveRows name={t('traffic.flows')} rows={flows} />
      <FlowsTable flows={flows} />
    </List>
  );
}

function Questions({ filters, onClear }: ListProps) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(questionsQuery(filters));
  const questions = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <List pages={pages} rows={questions} filters={filters} onClear={onClear}>
      <SaveRows name={t('traffic.dns')} rows={questions} />
      <QuestionsTable questions={questions} />
    </List>
  );
}

interface Pages {
  isPending: boolean;
  error: Error | null;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

interface PagesProps extends ListProps {
  pages: Pages;
  rows: readonly unknown[];
  children: React.ReactNode;
}

/** Waiting, refused, empty, or the rows and the way to more of them. */
function List({ pages, rows, filters, onClear, children }: PagesProps) {
  if (pages.isPending) {
    return <LoadingRows />;
  }
  if (rows.length === 0) {
    return pages.error ? (
      <Failure error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <Nothing filters={filters} onClear={onClear} />
    );
  }
  return (
    <div className={pages.isPlaceholderData ? 'cf-stale' : undefined}>
      {children}
      <MoreButton
        shown={rows.length}
        hasMore={pages.hasNextPage}
        loading={pages.isFetchingNextPage}
        onMore={() => void pages.fetchNextPage()}
      />
    </div>
  );
}
