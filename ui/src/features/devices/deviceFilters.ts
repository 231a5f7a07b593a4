import { isText } from '../../shared/isText';

/** Which devices the list shows, as it stands in the address. */
export interface DeviceFilters {
  site?: string;
  zone?: string;
  /** Those that are new, or that nobody has seen for a day. */
  standing?: 'new' | 'quiet';
  q?: string;
}

/** Takes what it understands from an address, and leaves the rest. */
export function deviceFilters({ site, zone, standing, q }: Record<string, unknown>): DeviceFilters {
  return {
    ...(isText(site) && { site }),
    ...(isText(zone) && { zone }),
    ...((standing === 'new' || standing === 'quiet') && { standing }),
    ...(isText(q) && { q }),
  };
}
