import type { AlertSummary, Device, PolicyVersion, TrafficTrend } from '../../shared/api/client';

type Peers = TrafficTrend['peers'];

/** What is known about when a device did or met what. Whatever nobody may see, or nobody knows, is empty. */
export interface Sources {
  device: Pick<Device, 'firstSeen' | 'randomised'>;
  alerts: readonly AlertSummary[];
  /** Names asked for and destinations tried, with when first. */
  names: Peers;
  destinations: Peers;
  addresses: readonly { ip: string; first: string }[];
  versions: readonly PolicyVersion[];
}

/** Something at a time. */
export type Turn =
  | { kind: 'firstSeen'; at: string }
  | { kind: 'alert'; at: string; alert: AlertSummary }
  | { kind: 'names' | 'destinations'; at: string; names: string[] }
  | { kind: 'address'; at: string; ip: string }
  | { kind: 'policy'; at: string; by: string; version: number };

const DAY = 86_400_000;
/** What was first seen within the first day of a record says when the record begins, not what is new. */
const SETTLING_IN = DAY;

/** What happened to a device, the latest first. New names and destinations of a day are told together. */
export function timelineOf({ device, alerts, names, destinations, addresses, versions }: Sources): Turn[] {
  const turns: Turn[] = [
    { kind: 'firstSeen', at: device.firstSeen },
    ...alerts.map((alert): Turn => ({ kind: 'alert', at: alert.first, alert })),
    ...byDay('names', names, device.firstSeen),
    ...byDay('destinations', destinations, device.firstSeen),
    ...changes(addresses).map(({ ip, first }): Turn => ({ kind: 'address', at: first, ip })),
    ...versions
      .filter(({ changed }) => changed >= device.firstSeen)
      .map(({ version, changed, author }): Turn => ({ kind: 'policy', at: changed, by: author, version })),
  ];
  return turns.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

function byDay(kind: 'names' | 'destinations', peers: Peers, firstSeen: string): Turn[] {
  const known = peers.flatMap(({ peer, first }) => (peer === undefined ? [] : [{ peer, first }]));
  const begin = Math.min(...known.map(({ first }) => Date.parse(first)), Infinity);
  const settled = Math.max(begin, Date.parse(firstSeen)) + SETTLING_IN;
  const days = new Map<number, { at: string; names: string[] }>();
  for (const { peer, first } of known.sort((one, other) => Date.parse(one.first) - Date.parse(other.first))) {
    if (Date.parse(first) < settled) {
      continue;
    }
    const day = Math.floor(Date.parse(first) / DAY);
    days.set(day, { at: first, names: [...(days.get(day)?.names ?? []), peer] });
  }
  return [...days.values()].map(({ at, names }) => ({ kind, at, names }));
}

/** Each address after the first: the first is no change. */
function changes(addresses: Sources['addresses']) {
  return [...addresses].sort((one, other) => Date.parse(one.first) - Date.parse(other.first)).slice(1);
}
