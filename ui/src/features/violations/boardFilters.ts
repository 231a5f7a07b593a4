import type { Severity } from '../../shared/api/client';
import type { AlertScope } from '../../shared/api/queries';
import { SEVERITIES } from '../../shared/ui/Severity';

export type StateFilter = 'open' | 'acknowledged' | 'muted' | 'resolved' | 'all';

export const STATES: readonly StateFilter[] = ['open', 'acknowledged', 'muted', 'resolved', 'all'];

export const GROUPINGS = ['device', 'rule', 'destination'] as const;

/** By what the violations are counted together. */
export type Grouping = (typeof GROUPINGS)[number];

/** What the board shows, as it stands in the address. Without a state: what is open. */
export interface BoardFilters {
  site?: string;
  zone?: string;
  device?: string;
  severity?: Severity[];
  state?: Exclude<StateFilter, 'open'>;
  /** Raised by this rule or detection. */
  origin?: string;
  /** With this other end. */
  peer?: string;
  group?: Grouping;
  q?: string;
}

/** Takes what it understands from an address, and leaves the rest. */
export function boardFilters(search: Record<string, unknown>): BoardFilters {
  const severity = SEVERITIES.filter((one) => values(search['severity']).includes(one));
  const state = STATES.find((one) => values(search['state']).includes(one));
  const group = GROUPINGS.find((one) => values(search['group']).includes(one));
  return {
    ...textFilter('site', search),
    ...textFilter('zone', search),
    ...textFilter('device', search),
    ...textFilter('origin', search),
    ...textFilter('peer', search),
    ...textFilter('q', search),
    ...(severity.length > 0 && { severity }),
    ...(state !== undefined && state !== 'open' && { state }),
    ...(group !== undefined && { group }),
  };
}

/** What of the violations the board shows, however it counts them together. */
export function scopeOf({ state, group: _group, ...filters }: BoardFilters): AlertScope {
  return state === 'all' ? filters : { ...filters, state: state ?? 'open' };
}

function textFilter<Key extends string>(key: Key, search: Record<string, unknown>): Partial<Record<Key, string>> {
  const [text] = values(search[key]);
  const found: Partial<Record<string, string>> = text ? { [key]: text } : {};
  return found;
}

function values(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}
