import type { SiteAtAGlance } from '../../shared/api/client';
import { isText } from '../../shared/isText';
import { compareNames } from '../../shared/text/compareNames';
import { SEVERITIES } from '../../shared/ui/Severity';

export const ORDERS = ['violations', 'sensors', 'new', 'quiet', 'name'] as const;
export type Order = (typeof ORDERS)[number];

/** What the overview shows, as it stands in the address. Without an order: the worst first. */
export interface OverviewFilters {
  /** One site alone. */
  site?: string;
  q?: string;
  order?: Exclude<Order, 'violations'>;
}

/** Takes what it understands from an address, and leaves the rest. */
export function overviewFilters({ site, q, order }: Record<string, unknown>): OverviewFilters {
  const known = ORDERS.find((one) => one === order);
  return {
    ...(isText(site) && { site }),
    ...(isText(q) && { q }),
    ...(known !== undefined && known !== 'violations' && { order: known }),
  };
}

/** The sites whose name or id holds the words, in their order. */
export function chosenSites(
  sites: readonly SiteAtAGlance[],
  { q = '', order = 'violations' }: { q?: string; order?: Order },
): SiteAtAGlance[] {
  const words = q.toLowerCase();
  const rank = RANKS[order];
  return sites
    .filter(({ id, name }) => `${id}\n${name}`.toLowerCase().includes(words))
    .toSorted((one, other) => compare(rank(other), rank(one)) || compareNames(one.name, other.name));
}

/** What comes first under each order: the greater of two lists of numbers, by the first that differ. */
const RANKS: Record<Order, (site: SiteAtAGlance) => number[]> = {
  violations: ({ openAlerts }) => SEVERITIES.map((severity) => openAlerts[severity]),
  sensors: ({ sensors, silent, troubled, coverage }) => [sensors === 0 ? 1 : 0, silent, troubled, 1 - (coverage ?? 0)],
  new: ({ newDevices }) => [newDevices],
  quiet: ({ quietDevices }) => [quietDevices],
  name: () => [],
};

function compare(one: number[], other: number[]): number {
  const differing = one.findIndex((value, index) => value !== other[index]);
  return differing === -1 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}

/** All sites together. */
export function totalOf(sites: readonly SiteAtAGlance[]): Omit<SiteAtAGlance, 'id' | 'name'> {
  const sum = (number: (site: SiteAtAGlance) => number) => sites.reduce((all, site) => all + number(site), 0);
  const coverages = sites.map(({ coverage }) => coverage).filter((coverage) => coverage !== undefined);
  return {
    devices: sum(({ devices }) => devices),
    newDevices: sum(({ newDevices }) => newDevices),
    quietDevices: sum(({ quietDevices }) => quietDevices),
    openAlerts: {
      critical: sum(({ openAlerts }) => openAlerts.critical),
      high: sum(({ openAlerts }) => openAlerts.high),
      medium: sum(({ openAlerts }) => openAlerts.medium),
      low: sum(({ openAlerts }) => openAlerts.low),
    },
    sensors: sum(({ sensors }) => sensors),
    troubled: sum(({ troubled }) => troubled),
    silent: sum(({ silent }) => silent),
    ...(coverages.length > 0 && { coverage: Math.min(...coverages) }),
  };
}
