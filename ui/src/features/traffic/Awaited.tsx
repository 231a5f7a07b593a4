import type { ReactNode } from 'react';

import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { NoTraffic } from './NoTraffic';
import type { Kind, TrafficFilters } from './trafficFilters';

interface Answer<Row> {
  data?: Row[] | undefined;
  error: Error | null;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

interface AwaitedProps<Row> {
  answer: Answer<Row>;
  kind: Kind;
  filters: TrafficFilters;
  onClear: () => void;
  children: (rows: Row[]) => ReactNode;
}

/** Waiting, refused, empty, or what came. */
export function Awaited<Row>({ answer, kind, filters, onClear, children }: AwaitedProps<Row>) {
  if (answer.data === undefined) {
    return answer.error ? <Failure error={answer.error} onRetry={() => void answer.refetch()} /> : <LoadingRows />;
  }
  if (answer.data.length === 0) {
    return <NoTraffic kind={kind} filtered={isNarrowed(filters)} onClear={onClear} />;
  }
  return <div className={answer.isPlaceholderData ? 'cf-stale' : undefined}>{children(answer.data)}</div>;
}

/** Whether anything but the way of showing is chosen. */
export function isNarrowed({ kind: _kind, by: _by, order: _order, ...scope }: TrafficFilters): boolean {
  return Object.keys(scope).length > 0;
}
