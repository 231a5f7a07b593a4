import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';

import { sitesQuery } from '../api/queries';
import { timeZone } from '../own/choices';
import { timeFormat } from './timeFormat';

export interface SiteClock {
  /** How people call the site. */
  name: string;
  /** The zone by whose clock they live there. */
  zone: string;
}

/** What a clock shows, and with which zone. */
interface Clock {
  hands: Intl.DateTimeFormat;
  exact: Intl.DateTimeFormat;
}

const clocks = new Map<string, Clock>();

/** The site that a part of a page is about, for all times in it. */
export const AtSite = createContext<string | undefined>(undefined);

/**
 * The clock of a site, else of the one that the page is about: absent where the policy does not say, and until the sites
 * are known.
 */
export function useSiteClock(site: string | undefined): SiteClock | undefined {
  const around = use(AtSite);
  const { data: sites } = useQuery({ ...sitesQuery, enabled: false });
  const found = sites?.find(({ id }) => id === (site ?? around));
  return found?.timeZone === undefined ? undefined : { name: found.name, zone: found.timeZone };
}

/** A time as it was in a zone, which is named; absent where the viewer's own clock shows the same. */
export function otherTime(at: Date, zone: string): string | undefined {
  const there = clockOf(zone);
  const isSame = there.hands.format(at) === clockOf(timeZone()).hands.format(at);
  return isSame ? undefined : there.exact.format(at);
}

function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known) {
    return known;
  }
  const made = clockIn(zone);
  clocks.set(zone, made);
  return made;
}

/** A zone that the collector knows and this browser does not is told as UTC. */
function clockIn(zone: string): Clock {
  try {
    return {
      hands: new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }),
      exact: timeFormat({ dateStyle: 'medium', timeStyle: 'long', timeZone: zone }),
    };
  } catch {
    return clockIn('UTC');
  }
}
