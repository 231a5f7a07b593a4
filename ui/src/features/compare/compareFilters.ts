/** Which devices stand side by side, each as site/id, in the order in which they were chosen. */
export interface CompareFilters {
  device?: string[];
}

export const MOST_COMPARED = 4;

/** Takes what it understands from an address, and leaves the rest. */
export function compareFilters({ device }: Record<string, unknown>): CompareFilters {
  const named = (Array.isArray(device) ? device : [device]).filter(isDevice);
  const chosen = [...new Set(named)].slice(0, MOST_COMPARED);
  return chosen.length > 0 ? { device: chosen } : {};
}

function isDevice(value: unknown): value is string {
  return typeof value === 'string' && /^[^/]+\/[^/]+$/.test(value);
}

export function partsOf(device: string): { site: string; id: string } {
  const [site = '', id = ''] = device.split('/');
  return { site, id };
}
