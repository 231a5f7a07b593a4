import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api } from './client';
import type { TopOrder, TrafficScope } from './trafficScope';
import { bodyOf } from './trouble';

export interface TopScope {
  by: 'device' | 'peer' | 'service' | 'rule' | 'pair' | 'zones';
  act?: 'flow' | 'question';
  order?: TopOrder;
  limit: number;
}

const ROWS_PER_PAGE = 100;
const PEERS_OF_A_TREND = 20;
const LONGEST_TREND_HOURS = '168';
const HOUR = 3_600_000;

export function flowsQuery(scope: TrafficScope) {
  return infiniteQueryOptions({
    queryKey: ['traffic', 'flows', scope],
    queryFn: ({ pageParam, signal }) => flowsPage(scope, pageParam, ROWS_PER_PAGE, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export function questionsQuery(scope: TrafficScope) {
  return infiniteQueryOptions({
    queryKey: ['traffic', 'dns', scope],
    queryFn: ({ pageParam, signal }) => questionsPage(scope, pageParam, ROWS_PER_PAGE, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export function flowsPage(scope: TrafficScope, cursor: string, limit: number, signal: AbortSignal) {
  return bodyOf(api.GET('/api/v1/traffic/flows', { params: { query: rowParameters(scope, cursor, limit) }, signal }));
}

export function questionsPage(scope: TrafficScope, cursor: string, limit: number, signal: AbortSignal) {
  return bodyOf(api.GET('/api/v1/traffic/dns', { params: { query: rowParameters(scope, cursor, limit) }, signal }));
}

/** How often something was tried, hour by hour and by other end. */
export function trendQuery(scope: TrafficScope, { act = 'flow', peers = PEERS_OF_A_TREND }: TrendOptions = {}) {
  return queryOptions({
    queryKey: ['traffic', 'hours', scope, act, peers],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/traffic/hours', {
          params: { query: { ...hoursParameters(scope), ...(act !== 'flow' && { act }), limit: peers } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

interface TrendOptions {
  act?: 'flow' | 'question';
  peers?: number;
}

/** What was done most, by something else than time. */
export function topQuery(scope: TrafficScope, { by, act = 'flow', order = 'count', limit }: TopScope) {
  return queryOptions({
    queryKey: ['traffic', 'top', scope, by, act, order, limit],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/traffic/top', {
          params: { query: { ...hoursParameters(scope), by, order, ...(act !== 'flow' && { act }), limit } },
          signal,
        }),
      ),
    select: ({ items }) => items,
    placeholderData: keepPreviousData,
  });
}

function rowParameters({ toZone: _sumsOnly, ...scope }: TrafficScope, cursor: string, limit: number) {
  return { ...parameters(scope), limit, ...(cursor && { cursor }) };
}

function hoursParameters({ hours = LONGEST_TREND_HOURS, ...scope }: TrafficScope) {
  return parameters({ ...scope, hours });
}

function parameters({ site, hours, from, to, ...rest }: TrafficScope) {
  const begin = from ?? (hours && new Date(Date.now() - Number(hours) * HOUR).toISOString());
  return {
    ...(site && { site: [site] }),
    ...rest,
    ...(begin && { from: begin }),
    ...(to && { to }),
  };
}
