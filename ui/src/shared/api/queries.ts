import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import {
  api,
  type Alert,
  type AlertSummary,
  type Caller,
  type Device,
  type DeviceRemark,
  type FirewallForm,
  type PolicyDocument,
  type Severity,
} from './client';
import { answerOf, bodyOf, isRefusal } from './trouble';

export interface AlertScope {
  site?: string;
  zone?: string;
  device?: string;
  /** Raised by this rule or detection. */
  origin?: string;
  /** With this other end; empty: with none. */
  peer?: string;
  severity?: Severity[];
  state?: Alert['state'];
  q?: string;
}

export interface DeviceScope {
  site?: string;
  zone?: string;
  standing?: 'new' | 'quiet';
  q?: string;
}

export interface AuditScope {
  site?: string;
  action?: string;
}

const ALERTS_PER_PAGE = 50;
const ALERTS_PER_LATER_PAGE = 500;
const GROUPS_OF_ALERTS = 200;
const ALERTS_OF_AN_ORDER = 100;
const LIVE_PAGES = 2;
const SIMILAR_ALERTS = 200;
const DEVICES_PER_PAGE = 100;
const DECISIONS_PER_PAGE = 100;
const TOP_ALERTS = 6;
const DEVICES_OF_A_STANDING = 5;
const HOURS_OF_A_DAY = 24;
const SEVERITIES_WORST_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Who is signed in; null when nobody is. */
export const callerQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Caller | null> => {
    try {
      return await bodyOf(api.GET('/api/v1/me'));
    } catch (error) {
      if (isRefusal(error, 401)) {
        return null;
      }
      throw error;
    }
  },
  staleTime: 60_000,
});

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: () => bodyOf(api.GET('/api/v1/sites')),
  select: ({ items }) => items,
  refetchInterval: 15_000,
});

/** All sites at a glance. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => bodyOf(api.GET('/api/v1/overview')),
  refetchInterval: 15_000,
});

/** The sensors of a site, or of all. */
export function sensorsQuery(site: string | undefined) {
  return queryOptions({
    queryKey: ['sensors', site],
    queryFn: () =>
      bodyOf(api.GET('/api/v1/sensors', { params: { query: site === undefined ? {} : { site: [site] } } })),
    select: ({ items }) => items,
    refetchInterval: 15_000,
  });
}

/** Invites a sensor: the answer holds the token, which is told this once. */
export function useInvitation() {
  return useMutation({
    mutationFn: ({ site, ...request }: { site: string; sensor: string; interfaceName: string }) =>
      bodyOf(api.POST('/api/v1/sites/{site}/invitations', { params: { path: { site } }, body: request })),
  });
}

/** Has nothing more taken in the name of a sensor. */
export function useRevocation(site: string, sensor: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      bodyOf(api.DELETE('/api/v1/sites/{site}/sensors/{sensor}/enrolment', { params: { path: { site, sensor } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sensors'] }),
  });
}

/** The open violations that want attention most: the gravest, the latest of them first. */
export function topAlertsQuery(site: string | undefined) {
  return queryOptions({
    queryKey: ['alerts', 'top', site],
    queryFn: async () => {
      const found: AlertSummary[] = [];
      for (const severity of SEVERITIES_WORST_FIRST) {
        if (found.length < TOP_ALERTS) {
          const scope: AlertScope = { ...(site !== undefined && { site }), state: 'open', severity: [severity] };
          const { items } = await bodyOf(
            api.GET('/api/v1/alerts', {
              params: { query: { ...alertParameters(scope), limit: TOP_ALERTS - found.length } },
            }),
          );
          found.push(...items);
        }
      }
      return found;
    },
  });
}

/** The first few devices that are new, or quiet. */
export function devicesByStandingQuery(site: string | undefined, standing: 'new' | 'quiet') {
  return queryOptions({
    queryKey: ['devices', 'standing', site, standing],
    queryFn: () =>
      bodyOf(
        api.GET('/api/v1/devices', {
          params: { query: { ...deviceParameters({ site, standing }), limit: DEVICES_OF_A_STANDING } },
        }),
      ),
    select: ({ items }) => items,
    refetchInterval: 60_000,
  });
}

/** What broke rules in the last day, hour by hour. */
export function violationHoursQuery(site: string | undefined) {
  return queryOptions({
    queryKey: ['traffic', 'violations', site],
    queryFn: () =>
      bodyOf(
        api.GET('/api/v1/traffic/hours', {
          params: {
            query: {
              ...(site && { site: [site] }),
              verdict: 'violation',
              from: hoursFromNow(-HOURS_OF_A_DAY),
              limit: 1,
            },
          },
        }),
      ),
    refetchInterval: 60_000,
  });
}

export function alertsQuery(scope: AlertScope) {
  return infiniteQueryOptions({
    queryKey: ['alerts', 'list', scope],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/v1/alerts', {
          params: {
            query: {
              ...alertParameters(scope),
              ...(pageParam ? { limit: ALERTS_PER_LATER_PAGE, cursor: pageParam } : { limit: ALERTS_PER_PAGE }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** A list of so many pages is fetched again when something changes; a longer one waits until it is asked to. */
export function followsLive(pages: number): boolean {
  return pages <= LIVE_PAGES;
}

/** Alerts counted together, the largest group first. */
export function alertGroupsQuery(by: 'device' | 'rule' | 'destination', scope: AlertScope) {
  return queryOptions({
    queryKey: ['alerts', 'groups', by, scope],
    queryFn: () =>
      bodyOf(
        api.GET('/api/v1/alerts/groups', {
          params: { query: { ...alertParameters(scope), by, limit: GROUPS_OF_ALERTS } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** How many alerts a scope holds, without fetching them. */
export function alertCountQuery(scope: AlertScope) {
  return queryOptions({
    queryKey: ['alerts', 'count', scope],
    queryFn: () => bodyOf(api.GET('/api/v1/alerts', { params: { query: { ...alertParameters(scope), limit: 1 } } })),
    select: ({ total }) => total,
    placeholderData: keepPreviousData,
  });
}

export function alertQuery(id: string) {
  return queryOptions({
    queryKey: ['alert', id],
    queryFn: () => bodyOf(api.GET('/api/v1/alerts/{id}', { params: { path: { id } } })),
  });
}

/** Where the rule stands that raised an alert, and whose the other end's address is. */
export function alertContextQuery(id: string) {
  return queryOptions({
    queryKey: ['alert-context', id],
    queryFn: () => bodyOf(api.GET('/api/v1/alerts/{id}/context', { params: { path: { id } } })),
    staleTime: 60_000,
  });
}

/** The name of the other end of an alert, else its address. */
export function otherEndOf({ peer }: Pick<Alert, 'peer'>): string | undefined {
  return peer?.name ?? peer?.ip;
}

/** What the same rule or pattern told of the same other end at other sites, the latest first. */
export function similarAlertsQuery(alert: Pick<Alert, 'id' | 'site' | 'origin' | 'peer'>) {
  const { site, origin } = alert;
  const peer = otherEndOf(alert);
  return queryOptions({
    queryKey: ['alerts', 'similar', origin, peer, site],
    queryFn: () =>
      bodyOf(
        api.GET('/api/v1/alerts', {
          params: {
            query: { ...alertParameters({ origin, ...(peer !== undefined && { peer }) }), limit: SIMILAR_ALERTS },
          },
        }),
      ),
    select: ({ items }) => items.filter((one) => one.site !== site),
  });
}

/** The rule for a firewall that would end what an alert is about; nothing is changed. */
export function firewallQuery(id: string, form: FirewallForm) {
  return queryOptions({
    queryKey: ['firewall', id, form],
    queryFn: () => bodyOf(api.GET('/api/v1/alerts/{id}/firewall', { params: { path: { id }, query: { form } } })),
  });
}

/** True for what was over and has happened again. */
export function isReopened({ state, reopened }: Pick<AlertSummary, 'state' | 'reopened'>): boolean {
  return state === 'open' && reopened !== undefined;
}

export type AlertDeed = 'acknowledge' | 'unacknowledge' | 'mute' | 'unmute' | 'resolve' | 'reopen' | 'note';

interface Order {
  deed: AlertDeed;
  note: string;
  /** For mute only: until when. */
  until?: string | undefined;
}

/** Does something about an alert. The answer is the alert as it will be once the command has gone its way. */
export function useAlertDeed(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (order: Order) => bodyOf(command(id, order)),
    onSuccess: (alert: Alert) => {
      queryClient.setQueryData(alertQuery(id).queryKey, alert);
    },
  });
}

interface BulkOrder {
  alerts: Pick<AlertSummary, 'id' | 'site'>[];
  deed: 'acknowledge' | 'mute' | 'resolve';
  note: string;
  /** For mute only: until when. */
  until?: string | undefined;
}

/** Does the same about several alerts, site by site, a hundred at a time: of these all or none. */
export function useBulkDeed() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ alerts, deed, note, until }: BulkOrder) => {
      for (const site of new Set(alerts.map((alert) => alert.site))) {
        const ids = alerts.filter((alert) => alert.site === site).map(({ id }) => id);
        for (let from = 0; from < ids.length; from += ALERTS_OF_AN_ORDER) {
          await bodyOf(
            api.POST('/api/v1/alerts/commands', {
              body: {
                site,
                alerts: ids.slice(from, from + ALERTS_OF_AN_ORDER),
                command: deed,
                note,
                ...(until !== undefined && { until }),
              },
            }),
          );
        }
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['alerts'] }),
  });
}

function command(id: string, { deed, note, until = '' }: Order) {
  const request = { params: { path: { id } }, body: { note } };
  switch (deed) {
    case 'acknowledge':
      return api.POST('/api/v1/alerts/{id}/acknowledge', request);
    case 'unacknowledge':
      return api.POST('/api/v1/alerts/{id}/unacknowledge', request);
    case 'mute':
      return api.POST('/api/v1/alerts/{id}/mute', { ...request, body: { note, until } });
    case 'unmute':
      return api.POST('/api/v1/alerts/{id}/unmute', request);
    case 'resolve':
      return api.POST('/api/v1/alerts/{id}/resolve', request);
    case 'reopen':
      return api.POST('/api/v1/alerts/{id}/reopen', request);
    case 'note':
      return api.POST('/api/v1/alerts/{id}/note', request);
  }
}

function hoursFromNow(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

/** The change of the policy that would allow what an alert is about; nothing is changed. */
export function useProposal(id: string) {
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/alerts/{id}/allow', { params: { path: { id } }, body: {} })),
  });
}

export function devicesQuery(scope: DeviceScope) {
  return infiniteQueryOptions({
    queryKey: ['devices', 'list', scope],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/v1/devices', {
          params: {
            query: { ...deviceParameters(scope), limit: DEVICES_PER_PAGE, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    // What somebody scrolled far down is not fetched again under their hands.
    refetchInterval: ({ state: { data } }) => followsLive(data?.pages.length ?? 0) && 15_000,
  });
}

/** Devices to choose from in a filter: the first few hundred, and whether there are more. */
export function deviceChoicesQuery(site: string | undefined) {
  return queryOptions({
    queryKey: ['devices', 'choices', site],
    queryFn: () =>
      bodyOf(api.GET('/api/v1/devices', { params: { query: { ...deviceParameters({ site }), limit: 500 } } })),
    select: ({ items, next }) => ({ devices: items, hasMore: next !== undefined }),
    staleTime: 60_000,
  });
}

/** From which addresses a device began flows, and since when. */
export function deviceAddressesQuery(site: string, device: string) {
  return queryOptions({
    queryKey: ['device', site, device, 'addresses'],
    queryFn: () => bodyOf(api.GET('/api/v1/devices/{site}/{device}/addresses', { params: { path: { site, device } } })),
    select: ({ items }) => items,
  });
}

export function deviceQuery(site: string, device: string) {
  return queryOptions({
    queryKey: ['device', site, device],
    queryFn: () => bodyOf(api.GET('/api/v1/devices/{site}/{device}', { params: { path: { site, device } } })),
    refetchInterval: 15_000,
  });
}

/** What people decided, the latest first. */
export function auditQuery({ site, action }: AuditScope) {
  return infiniteQueryOptions({
    queryKey: ['audit', { site, action }],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/api/v1/audit', {
          params: {
            query: {
              ...(site && { site: [site] }),
              ...(action && { action: [action] }),
              limit: DECISIONS_PER_PAGE,
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Says who a device is. It is shown at once; the collector has it within moments. */
export function useRemark({ site, id }: Pick<Device, 'site' | 'id'>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (remark: DeviceRemark) =>
      bodyOf(
        api.PUT('/api/v1/devices/{site}/{device}/remark', { params: { path: { site, device: id } }, body: remark }),
      ),
    onSuccess: (remark) => {
      queryClient.setQueryData(deviceQuery(site, id).queryKey, (device) => device && { ...device, remark });
    },
  });
}

/** The policy in force, and the tag that says which one it is when it is replaced. */
export interface PolicyInForce {
  document: PolicyDocument;
  tag: string;
}

export const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: async (): Promise<PolicyInForce> => {
    const { data, response } = await answerOf(api.GET('/api/v1/policy'));
    return { document: data, tag: response.headers.get('ETag') ?? '' };
  },
});

/** Puts a policy text in force, unless somebody else was faster. */
export function useReplacePolicy() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ text, tag }: { text: string; tag: string }) =>
      bodyOf(api.PUT('/api/v1/policy', { params: { header: { 'If-Match': tag } }, body: { text } })),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

/** What the collector was started with. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => bodyOf(api.GET('/api/v1/settings')),
});

/** Sends a test by a channel of notifications, and says what became of it. */
export function useTestChannel(channel: string) {
  return useMutation({
    mutationFn: () =>
      bodyOf(api.POST('/api/v1/settings/notifications/{channel}/test', { params: { path: { channel } } })),
  });
}

/** Whether the person has one of these roles. */
export function useMayDecide(roles: readonly Caller['roles'][number][]): boolean {
  const { data: caller } = useQuery(callerQuery);
  return roles.some((role) => caller?.roles.includes(role) ?? false);
}

/** What each site is called, by id. */
export function useSiteNames(): (site: string) => string {
  const { data: sites } = useQuery(sitesQuery);
  return (site) => sites?.find(({ id }) => id === site)?.name ?? site;
}

function alertParameters({ site, zone, device, origin, peer, severity, state, q }: AlertScope) {
  return {
    ...(site && { site: [site] }),
    ...(zone && { zone: [zone] }),
    ...(device && { device }),
    ...(origin && { origin }),
    ...(peer !== undefined && { peer }),
    ...(severity?.length && { severity }),
    ...(state && { state: [state] }),
    ...(q && { q }),
  };
}

function deviceParameters({
  site,
  zone,
  standing,
  q,
}: {
  site?: string | undefined;
  zone?: string;
  standing?: 'new' | 'quiet';
  q?: string;
}) {
  return {
    ...(site && { site: [site] }),
    ...(zone && { zone: [zone] }),
    ...(standing && { standing }),
    ...(q && { q }),
  };
}
