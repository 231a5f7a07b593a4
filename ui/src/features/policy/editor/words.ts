import { eachScalar, type Step } from './place';

/** The names that a policy may refer to. */
export interface Words {
  sites: Set<string>;
  zones: Set<string>;
  devices: Set<string>;
  tags: Set<string>;
  lists: Set<string>;
  rules: Set<string>;
}

/** The services that policies name most; the collector knows many more. */
const SERVICES = ['dns', 'dot', 'ntp', 'http', 'https', 'mqtt', 'mdns', 'ssdp', 'dhcp', 'icmp', 'ssh', 'smb'];

export function noWords(): Words {
  return {
    sites: new Set(),
    zones: new Set(),
    devices: new Set(),
    tags: new Set(),
    lists: new Set(),
    rules: new Set(),
  };
}

/** The names that a policy gives. */
export function wordsOf(text: string): Words {
  const words = noWords();
  eachScalar(text, ({ path, value, isKey }) => {
    if (!isKey) {
      bookOf(path, words)?.add(value);
    }
  });
  return words;
}

/** Where a name is given. */
function bookOf(path: readonly Step[], words: Words): Set<string> | undefined {
  const keys = path.filter((step) => step !== null).join('.');
  switch (keys) {
    case 'sites.id':
      return words.sites;
    case 'sites.zones.id':
      return words.zones;
    case 'devices.id':
      return words.devices;
    case 'devices.tags':
      return words.tags;
    case 'lists.id':
      return words.lists;
    case 'rules.id':
      return words.rules;
    default:
      return undefined;
  }
}

/** The names that fit a place, beside those that the schema lists. */
export function namesFor(path: readonly Step[], words: Words): string[] {
  const keys = path.filter((step) => step !== null);
  const last = keys.at(-1) ?? '';
  const inSubject = keys.at(-2) === 'subject';
  switch (last) {
    case 'timeZone':
      return Intl.supportedValuesOf('timeZone');
    case 'site':
      return [...words.sites];
    case 'zone':
      return [...words.zones];
    case 'device':
    case 'controllers':
    case 'gateway':
      return [...words.devices];
    case 'tag':
    case 'tags':
      return [...words.tags];
    case 'list':
      return [...words.lists];
    case 'service':
      return SERVICES;
    case 'to':
    case 'from':
    case 'not':
    case 'dns':
      return [...words.lists].map((list) => `lists/${list}`);
    case 'sites':
      return inSubject ? [...words.sites] : [];
    case 'zones':
      return inSubject ? [...words.zones] : [];
    case 'devices':
      return inSubject ? [...words.devices] : [];
    case 'id':
      return keys.at(-3) === 'sites' && keys.at(-2) === 'rules' ? [...words.rules] : [];
    default:
      return [];
  }
}

/** Both together. */
export function joined(one: Words, other: Words): Words {
  return {
    sites: new Set([...one.sites, ...other.sites]),
    zones: new Set([...one.zones, ...other.zones]),
    devices: new Set([...one.devices, ...other.devices]),
    tags: new Set([...one.tags, ...other.tags]),
    lists: new Set([...one.lists, ...other.lists]),
    rules: new Set([...one.rules, ...other.rules]),
  };
}
