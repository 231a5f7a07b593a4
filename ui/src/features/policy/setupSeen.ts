import type { DnsTransaction, Flow } from '../../shared/api/client';

const MOST_SERVERS = 4;
const NTP = 123;

/** The DNS servers that were asked most within the site's own networks. */
export function resolversSeen(questions: readonly DnsTransaction[]): string[] {
  return mostOf(questions.map(({ destination }) => destination.ip));
}

/** The time servers that were asked most. */
export function timeServersSeen(flows: readonly Flow[]): string[] {
  return mostOf(flows.filter(({ destination }) => destination.port === NTP).map(({ destination }) => destination.ip));
}

function mostOf(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_SERVERS)
    .map(([value]) => value);
}
