import { isText } from '../../shared/isText';

export const KINDS = ['flows', 'dns', 'hours'] as const;
export type Kind = (typeof KINDS)[number];

/** How far back the list goes, in hours. */
export const SPANS = ['1', '24', '168'] as const;
export type Span = (typeof SPANS)[number];

/** Which traffic is shown, as it stands in the address. Without a kind: flows. Without hours: all that is
 * kept, or the last 7 days hour by hour. */
export interface TrafficFilters {
  kind?: Exclude<Kind, 'flows'>;
  site?: string;
  device?: string;
  peer?: string;
  hours?: Span;
}

/** Takes what it understands from an address, and leaves the rest. */
export function trafficFilters({ kind, site, device, peer, hours }: Record<string, unknown>): TrafficFilters {
  const span = SPANS.find((one) => one === hours);
  return {
    ...((kind === 'dns' || kind === 'hours') && { kind }),
    ...(isText(site) && { site }),
    ...(isText(device) && { device }),
    ...(isText(peer) && { peer }),
    ...(span && { hours: span }),
  };
}
