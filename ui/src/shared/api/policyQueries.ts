import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api } from './client';
import { bodyOf } from './trouble';

const VERSIONS_PER_PAGE = 50;
/** The most that one page of a list holds. */
const MOST_ITEMS = 500;

/** Something about a policy text that whoever writes it should know. */
export interface PolicyProblem {
  severity: 'error' | 'warning';
  line: number;
  column: number;
  message: string;
  suggestion?: string | undefined;
}

/** What is wrong with a policy text; nothing is changed. */
export function policyCheckQuery(text: string) {
  return queryOptions({
    queryKey: ['policy', 'check', text],
    queryFn: () => bodyOf(api.POST('/api/v1/policy/check', { body: { text } })),
    select: ({ mistakes, warnings }): PolicyProblem[] => [
      ...mistakes.map((mistake) => ({ severity: 'error' as const, ...mistake })),
      ...warnings.map((warning) => ({ severity: 'warning' as const, ...warning })),
    ],
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** The JSON Schema of policies. It changes with the collector only. */
export const policySchemaQuery = queryOptions({
  queryKey: ['policy', 'schema'],
  queryFn: () => bodyOf(api.GET('/api/v1/policy/schema')),
  staleTime: Infinity,
});

/** Who put which policy in force, the latest first. */
export const policyVersionsQuery = infiniteQueryOptions({
  queryKey: ['policy', 'versions'],
  queryFn: ({ pageParam }) =>
    bodyOf(
      api.GET('/api/v1/policy/versions', {
        params: { query: { limit: VERSIONS_PER_PAGE, ...(pageParam && { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});

/** One policy as it was written; it never changes. */
export function policyVersionQuery(version: number) {
  return queryOptions({
    queryKey: ['policy', 'version', version],
    queryFn: () =>
      bodyOf(api.GET('/api/v1/policy/versions/{version}', { params: { path: { version: String(version) } } })),
    staleTime: Infinity,
  });
}

/** The devices that the policy lists, as far as one page goes. */
export const listedDevicesQuery = queryOptions({
  queryKey: ['devices', 'listed'],
  queryFn: () => bodyOf(api.GET('/api/v1/devices', { params: { query: { limit: MOST_ITEMS } } })),
  select: ({ items }) => items.filter(({ listed }) => listed),
  staleTime: 60_000,
});

/** What sensors saw at a site lately: devices, flows and questions, one page of each. */
export function seenAtQuery(site: string | undefined) {
  return queryOptions({
    queryKey: ['seen', site],
    queryFn: async () => {
      const query = { ...(site !== undefined && { site: [site] }), limit: MOST_ITEMS };
      const [devices, flows, questions] = await Promise.all([
        bodyOf(api.GET('/api/v1/devices', { params: { query } })),
        bodyOf(api.GET('/api/v1/traffic/flows', { params: { query } })),
        bodyOf(api.GET('/api/v1/traffic/dns', { params: { query } })),
      ]);
      return { devices: devices.items, flows: flows.items, questions: questions.items };
    },
    enabled: site !== undefined,
    staleTime: 60_000,
  });
}
