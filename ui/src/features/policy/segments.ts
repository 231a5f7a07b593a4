import type { DnsTransaction, Flow } from '../../shared/api/client';

/** A block of addresses that devices were seen in. */
export interface Segment {
  subnet: string;
  /** How many different addresses of it were seen. */
  addresses: number;
}

const MOST_SEGMENTS = 12;

/** The blocks that addresses of a site lie in, the fullest first: /24 of IPv4, /64 of IPv6. */
export function segmentsOf(addresses: Iterable<string>): Segment[] {
  const seen = new Map<string, number>();
  for (const address of new Set(addresses)) {
    const subnet = blockOf(address);
    if (subnet !== undefined) {
      seen.set(subnet, (seen.get(subnet) ?? 0) + 1);
    }
  }
  return [...seen]
    .map(([subnet, count]): Segment => ({ subnet, addresses: count }))
    .sort((one, other) => other.addresses - one.addresses || one.subnet.localeCompare(other.subnet))
    .slice(0, MOST_SEGMENTS);
}

/** The addresses of a site's own devices in what sensors saw: whoever asked for a name, and private ends of flows. */
export function localAddresses(flows: readonly Flow[], questions: readonly DnsTransaction[]): string[] {
  return [
    ...questions.map(({ source }) => source.ip),
    ...flows.flatMap(({ source, destination }) => [source.ip, destination.ip]).filter(isPrivate),
  ];
}

/** The 802.1Q ids that flows bore, in order. */
export function vlansOf(flows: readonly Flow[]): number[] {
  const seen = new Set(flows.flatMap(({ network }) => (network.vlan ? [network.vlan.id] : [])));
  return [...seen].filter((id) => id > 0).sort((one, other) => one - other);
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/i.test(address);
}

function blockOf(address: string): string | undefined {
  if (/^(fe80|ff)|^(0|127|169\.254|22[4-9]|23\d|255)\./i.test(address)) {
    return undefined;
  }
  const four = /^(\d+\.\d+\.\d+)\.\d+$/.exec(address);
  if (four?.[1] !== undefined) {
    return `${four[1]}.0/24`;
  }
  return address.includes(':') ? prefixOf(address) : undefined;
}

function prefixOf(address: string): string | undefined {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  if (groups.length !== 8) {
    return undefined;
  }
  const prefix = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  while (prefix.length > 0 && prefix.at(-1) === '0') {
    prefix.pop();
  }
  return `${prefix.join(':')}::/64`;
}
