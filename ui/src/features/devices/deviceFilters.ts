import { isText } from '../../shared/isText';

/** Which devices the list shows, as it stands in the address. */
export interface DeviceFilters {
  site?: string;
  zone?: string;
  q?: string;
}

/** Takes what it understands from an address, and leaves the rest. */
export function deviceFilters({ site, zone, q }: Record<string, unknown>): DeviceFilters {
  return {
    ...(isText(site) && { site }),
    ...(isText(zone) && { zone }),
    ...(isText(q) && { q }),
  };
}
