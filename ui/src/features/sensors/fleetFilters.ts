import type { FleetSensor } from '../../shared/api/client';
import { isText } from '../../shared/isText';
import { compareNames } from '../../shared/text/compareNames';

export const TROUBLES = ['silent', 'blind', 'lossy', 'behind', 'clock'] as const;
/** Those in any trouble, or in a certain one. */
export const WANTED = ['any', ...TROUBLES] as const;
export const ORDERS = ['trouble', 'site', 'lastSeen', 'coverage', 'loss'] as const;
export type Order = (typeof ORDERS)[number];

/** Which sensors are shown and in which order, as it stands in the address. Without an order: troubles first. */
export interface FleetFilters {
  site?: string;
  q?: string;
  trouble?: (typeof WANTED)[number];
  order?: Exclude<Order, 'trouble'>;
}

/** Takes what it understands from an address, and leaves the rest. */
export function fleetFilters({ site, q, trouble, order }: Record<string, unknown>): FleetFilters {
  const wanted = WANTED.find((one) => one === trouble);
  const known = ORDERS.find((one) => one === order);
  return {
    ...(isText(site) && { site }),
    ...(isText(q) && { q }),
    ...(wanted !== undefined && { trouble: wanted }),
    ...(known !== undefined && known !== 'trouble' && { order: known }),
  };
}

/** The sensors that fit the filters, in their order. */
export function chosenSensors(
  sensors: readonly FleetSensor[],
  { site, q = '', trouble, order = 'trouble' }: Omit<FleetFilters, 'order'> & { order?: Order },
  siteName: (site: string) => string,
): FleetSensor[] {
  const words = q.toLowerCase();
  return sensors
    .filter(
      (sensor) =>
        (site === undefined || sensor.site === site) &&
        (trouble === undefined ||
          (trouble === 'any' ? sensor.troubles.length > 0 : sensor.troubles.includes(trouble))) &&
        [sensor.id, sensor.site, siteName(sensor.site), sensor.version].join('\n').toLowerCase().includes(words),
    )
    .toSorted((one, other) => COMPARE[order](one, other) || compareNames(place(one), place(other)));
}

const COMPARE: Record<Order, (one: FleetSensor, other: FleetSensor) => number> = {
  trouble: (one, other) => gravity(one) - gravity(other),
  site: () => 0,
  lastSeen: (one, other) => Date.parse(one.lastSeen) - Date.parse(other.lastSeen),
  coverage: (one, other) => one.coverage - other.coverage,
  loss: (one, other) => lossOf(other) - lossOf(one),
};

function place({ site, id }: FleetSensor): string {
  return `${site}/${id}`;
}

/** The graver the worst trouble, the smaller; without any, the greatest. */
function gravity({ troubles }: FleetSensor): number {
  const worst = troubles[0];
  return worst === undefined ? TROUBLES.length : TROUBLES.indexOf(worst);
}

/** Whether it proves that it is itself, and whether it is heard. */
export function standingOf({ enrolment }: FleetSensor): 'revoked' | 'signs' | 'unsigned' | 'unknown' {
  if (enrolment === undefined) {
    return 'unknown';
  }
  return enrolment.revoked !== undefined ? 'revoked' : enrolment.signs ? 'signs' : 'unsigned';
}

/** The share of packets that were lost before the sensor took them. */
export function lossOf({ packetsCaptured, packetsDropped }: FleetSensor): number {
  return packetsDropped / Math.max(packetsCaptured + packetsDropped, 1);
}
