import { TOP_ORDERS, VERDICTS, type TopOrder, type TrafficScope, type Verdict } from '../../shared/api/trafficScope';
import { isText } from '../../shared/isText';

export const KINDS = ['flows', 'dns', 'hours', 'top', 'zones', 'pairs'] as const;
export type Kind = (typeof KINDS)[number];

/** How far back the list goes, in hours. */
export const SPANS = ['1', '24', '168', '720'] as const;
export type Span = (typeof SPANS)[number];

/** What the lists of what was done most are of. */
export const TOPS = ['device', 'peer', 'service', 'name', 'rule'] as const;
export type Top = (typeof TOPS)[number];

/** Filters that are set by a click on what is shown, and stand as chips. */
export const CLICKED = ['service', 'rule', 'zone', 'toZone', 'from', 'to'] as const;

/**
 * Which traffic is shown, as it stands in the address. Without a kind: flows. Without hours: all that is kept, or the
 * last 7 days of what is summed up by the hour.
 */
export interface TrafficFilters extends TrafficScope {
  kind?: Exclude<Kind, 'flows'>;
  hours?: Span;
  /** Of what the list of what was done most is. */
  by?: Exclude<Top, 'device'>;
  order?: Exclude<TopOrder, 'count'>;
}

/** Takes what it understands from an address, and leaves the rest. */
export function trafficFilters(address: Record<string, unknown>): TrafficFilters {
  const kind = KINDS.find((one) => one === address['kind']);
  const span = SPANS.find((one) => one === address['hours']);
  const by = TOPS.find((one) => one === address['by']);
  const order = TOP_ORDERS.find((one) => one === address['order']);
  const verdict: Verdict | undefined = VERDICTS.find((one) => one === address['verdict']);
  const filters: TrafficFilters = {
    ...(kind !== undefined && kind !== 'flows' && { kind }),
    ...texts(address),
    ...(verdict && { verdict }),
    ...(span && address['from'] === undefined && { hours: span }),
    ...(by !== undefined && by !== 'device' && { by }),
    ...(order !== undefined && order !== 'count' && { order }),
  };
  if (kind === undefined || kind === 'flows' || kind === 'dns') {
    // Rows do not say which zone was asked.
    delete filters.toZone;
  }
  return filters;
}

function texts({
  site,
  device,
  peer,
  service,
  rule,
  zone,
  toZone,
  from,
  to,
}: Record<string, unknown>): Omit<TrafficScope, 'hours'> {
  return {
    ...(isText(site) && { site }),
    ...(isText(device) && { device }),
    ...(isText(peer) && { peer }),
    ...(isText(service) && { service }),
    ...(isText(rule) && { rule }),
    ...(isText(zone) && { zone }),
    ...(isText(toZone) && { toZone }),
    ...(isTime(from) && { from }),
    ...(isTime(to) && { to }),
  };
}

function isTime(value: unknown): value is string {
  return isText(value) && !Number.isNaN(Date.parse(value));
}

/** The filters without what only says how they are shown. */
export function scopeOf({ kind: _kind, by: _by, order: _order, ...scope }: TrafficFilters): TrafficScope {
  return scope;
}
