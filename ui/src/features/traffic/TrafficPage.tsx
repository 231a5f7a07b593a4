import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { flowsPage, flowsQuery, questionsPage, questionsQuery, trendQuery } from '../../shared/api/traffic';
import { useLongList } from '../../shared/api/useLongList';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoreButton } from '../../shared/ui/MoreButton';
import { PageHeader } from '../../shared/ui/PageHeader';
import { isNarrowed } from './Awaited';
import { ChosenFilters } from './ChosenFilters';
import { FlowsTable } from './FlowsTable';
import { NoTraffic } from './NoTraffic';
import { Pairs } from './Pairs';
import { QuestionsTable } from './QuestionsTable';
import { SaveAll } from './SaveAll';
import { SavedViews } from './SavedViews';
import { SaveRows } from './SaveRows';
import { Tops } from './Tops';
import { scopeOf, trafficFilters, type TrafficFilters } from './trafficFilters';
import { TrafficFilterBar, type TrafficChange } from './TrafficFilterBar';
import { Trend } from './Trend';
import { Zones } from './ZoneMatrix';

import './traffic.css';

const route = getRouteApi('/traffic');
const ROWS_OF_AN_EXPORT = 500;

/** What sensors saw: row by row, or summed up over time, by what there is most of, zone to zone. The address says what. */
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
  const list = { filters, onChange: change, onClear: clear };

  return (
    <>
      <PageHeader title={t('traffic.title')} subtitle={t('traffic.subtitle')} />
      <TrafficFilterBar filters={filters} onChange={change} />
      <ChosenFilters filters={filters} onChange={change} />
      <SavedViews filters={filters} />
      <Chosen {...list} />
    </>
  );
}

interface ListProps {
  filters: TrafficFilters;
  onChange: (next: TrafficChange) => void;
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
    case 'top':
      return <Tops {...list} />;
    case 'zones':
      return <Zones {...list} />;
    case 'pairs':
      return <Pairs {...list} />;
  }
}

function Hours({ filters, onClear, onChange }: ListProps) {
  const trend = useQuery(trendQuery(scopeOf(filters)));
  if (trend.isPending) {
    return <LoadingRows />;
  }
  if (!trend.data) {
    return <Failure error={trend.error} onRetry={() => void trend.refetch()} />;
  }
  return trend.data.hours.length === 0 ? (
    <Nothing filters={filters} onChange={onChange} onClear={onClear} />
  ) : (
    <div className={trend.isPlaceholderData ? 'cf-stale' : undefined}>
      <Trend trend={trend.data} filters={filters} />
    </div>
  );
}

function Nothing({ filters, onClear }: ListProps) {
  return <NoTraffic kind={filters.kind ?? 'flows'} filtered={isNarrowed(filters)} onClear={onClear} />;
}

function Flows(list: ListProps) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(flowsQuery(scopeOf(list.filters)));
  const { rows: flows, more } = useLongList(pages);
  return (
    <List {...list} pages={pages} rows={flows}>
      <SaveRows name={t('traffic.flows')} rows={flows} />
      <SaveAll
        name={t('traffic.flows')}
        fetchPage={(cursor, signal) => flowsPage(scopeOf(list.filters), cursor, ROWS_OF_AN_EXPORT, signal)}
      />
      <FlowsTable flows={flows} onNearEnd={more} />
    </List>
  );
}

function Questions(list: ListProps) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(questionsQuery(scopeOf(list.filters)));
  const { rows: questions, more } = useLongList(pages);
  return (
    <List {...list} pages={pages} rows={questions}>
      <SaveRows name={t('traffic.dns')} rows={questions} />
      <SaveAll
        name={t('traffic.dns')}
        fetchPage={(cursor, signal) => questionsPage(scopeOf(list.filters), cursor, ROWS_OF_AN_EXPORT, signal)}
      />
      <QuestionsTable questions={questions} onNearEnd={more} />
    </List>
  );
}

interface Pages {
  isPending: boolean;
  error: Error | null;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

interface PagesProps extends ListProps {
  pages: Pages;
  rows: readonly unknown[];
  children: React.ReactNode;
}

/** Waiting, refused, empty, or the rows and the way to more of them. */
function List({ pages, rows, children, ...list }: PagesProps) {
  if (pages.isPending) {
    return <LoadingRows />;
  }
  if (rows.length === 0) {
    return pages.error ? <Failure error={pages.error} onRetry={() => void pages.refetch()} /> : <Nothing {...list} />;
  }
  return (
    <div className={pages.isPlaceholderData ? 'cf-stale' : undefined}>
      {children}
      <MoreButton shown={rows.length} pages={pages} />
    </div>
  );
}
