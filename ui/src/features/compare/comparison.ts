import type { Device } from '../../shared/api/client';

/** A thing that some of the compared devices have to do with. */
export interface Common<Use> {
  name: string;
  /** By device, in their order; absent where a device has nothing to do with it. */
  uses: (Use | undefined)[];
}

/** What all of them share comes first, then what some do, then what is one's own; each by name. */
export function inCommon<Use>(lists: readonly ReadonlyMap<string, Use>[]): Common<Use>[] {
  const names = new Set(lists.flatMap((list) => [...list.keys()]));
  return [...names]
    .map((name) => ({ name, uses: lists.map((list) => list.get(name)) }))
    .sort((one, other) => sharers(other) - sharers(one) || one.name.localeCompare(other.name));
}

/** By how many it is shared. */
export function sharers({ uses }: Common<unknown>): number {
  return uses.filter((use) => use !== undefined).length;
}

export interface PeerSum {
  flows: number;
  bytesSent: number;
  bytesReceived: number;
  violation: boolean;
}

/** Whom a device talks to, by name where there is one. */
export function peersOf({ peers }: Pick<Device, 'peers'>): Map<string, PeerSum> {
  const sums = new Map<string, PeerSum>();
  for (const { peer, flows, bytesSent, bytesReceived, verdict } of peers) {
    const name = peer.name ?? peer.ip ?? '';
    const known = sums.get(name) ?? { flows: 0, bytesSent: 0, bytesReceived: 0, violation: false };
    sums.set(name, {
      flows: known.flows + flows,
      bytesSent: known.bytesSent + bytesSent,
      bytesReceived: known.bytesReceived + bytesReceived,
      violation: known.violation || verdict === 'violation',
    });
  }
  return sums;
}

/** What a device asked for, by how often. */
export function namesOf({ names }: Pick<Device, 'names'>): Map<string, number> {
  return new Map(names.map(({ name, count }) => [name, count]));
}

export interface Volume {
  flows: number;
  sent: number;
  received: number;
  unanswered: number;
  refused: number;
}

/** What a device did in the days that its dossier has. */
export function volumeOf({ days }: Pick<Device, 'days'>): Volume {
  return days.reduce(
    (sum, { flows, bytesSent, bytesReceived, attempts }) => ({
      flows: sum.flows + flows,
      sent: sum.sent + bytesSent,
      received: sum.received + bytesReceived,
      unanswered: sum.unanswered + attempts.unanswered,
      refused: sum.refused + attempts.refused + attempts.rejected,
    }),
    { flows: 0, sent: 0, received: 0, unanswered: 0, refused: 0 },
  );
}
