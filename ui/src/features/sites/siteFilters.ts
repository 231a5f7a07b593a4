import type { Site } from '../../shared/api/client';
import { isText } from '../../shared/isText';
import { SEVERITIES } from '../../shared/ui/Severity';
import { isSilent } from './silence';

export const ORDERS = ['name', 'violations', 'silence'] as const;
export type Order = (typeof ORDERS)[number];

/** Which sites are shown and in which order, as it stands in the address. Without an order: by name. */
export interface SiteFilters {
  q?: string;
  order?: Exclude<Order, 'name'>;
}

/** Takes what it understands from an address, and leaves the rest. */
export function siteFilters({ q, order }: Record<string, unknown>): SiteFilters {
  return {
    ...(isText(q) && { q }),
    ...((order === 'violations' || order === 'silence') && { order }),
  };
}

/** The sites whose name, id or zones hold the words, in their order. */
export function chosenSites(
  sites: readonly Site[],
  { q = '', order = 'name' }: { q?: string; order?: Order },
  now: number,
): Site[] {
  const words = q.toLowerCase();
  const rank = RANKS[order](now);
  return sites
    .filter(({ id, name, zones }) =>
      [id, name, ...zones.map((zone) => zone.id)].join('\n').toLowerCase().includes(words),
    )
    .toSorted((one, other) => compare(rank(other), rank(one)) || one.name.localeCompare(other.name));
}

/** What comes first under each order: the greater of two lists of numbers, the first that differ. */
const RANKS: Record<Order, (now: number) => (site: Site) => number[]> = {
  name: () => () => [],
  violations:
    () =>
    ({ openAlerts }) =>
      SEVERITIES.map((severity) => openAlerts[severity]),
  silence:
    (now) =>
    ({ sensors }) => [sensors.length === 0 ? 1 : sensors.filter((sensor) => isSilent(sensor, now)).length],
};

function compare(one: number[], other: number[]): number {
  const differing = one.findIndex((value, index) => value !== other[index]);
  return differing === -1 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}
