import { isByFiles } from '../../shared/api/byFiles';
import type { DeviceSummary } from '../../shared/api/client';
import type { Material } from './gather';
import { Identifiers } from './Identifiers';
import type { Report } from './report';

const PSEUDONYM_KINDS = ['site', 'device', 'zone', 'rule', 'sensor', 'person', 'address', 'name'] as const;
export type PseudonymKind = (typeof PSEUDONYM_KINDS)[number];

/** How a pseudonym is called, by what it stands for and its number. */
export type Wording = (kind: PseudonymKind, number: number) => string;

/** Names of the web that lead to somebody's home. */
const DYNAMIC =
  /(^|\.)(duckdns\.org|dyndns\.\w+|no-ip\.\w+|ddns\.net|myfritz\.net|selfhost\.\w+|dynv6\.net|hopto\.org|zapto\.org|sytes\.net|ts\.net|nip\.io|sslip\.io)$/i;
/** Names that have a meaning only at home. */
const LOCAL = /^[^.]+$|\.(local|lan|home|internal|intranet|private|localdomain|arpa|box|corp|localhost|test|invalid)$/i;
const MAC = /\b[0-9a-f]{2}([:-][0-9a-f]{2}){5}\b/gi;
const IPV4 = /\b\d{1,3}(\.\d{1,3}){3}\b/g;
const IPV6 = /(?<![\w:])(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f:]{3,}(?![\w:])/gi;
/** A label that looks made up for one device: long hexadecimal, many digits, or very long. */
const MADE_UP = /^(?=.*\d)[0-9a-f]{8,}$|\d{6,}|^.{24,}$|^\d+-\d+-\d+-\d+/i;
const REMOVED = '…';

/**
 * The same report for strangers: whoever and whatever belongs to the home has a pseudonym, the same one throughout; days
 * are all that is left of times. Names of the web stay, as they are what one wants to talk about, except where they hold
 * something of the home. Rather one word too few is left than one too many.
 */
export function redacted(report: Report, material: Material, word: Wording): Report {
  const known = new Identifiers(identifiersOf(material));
  const pseudonyms = new Pseudonyms(known, word);
  const devices = devicesByName(material.devices);
  // The oldest devices have the lowest numbers, so that they keep them in the next report.
  for (const { name } of byAge(material.devices)) {
    pseudonyms.of('device', name);
  }
  const clean = (text: string) => (known.within(text).length > 0 || isAddress(text) ? REMOVED : text);
  const device = (name: string) => pseudonyms.of('device', name);
  const zone = (name: string | undefined) => name && pseudonyms.of('zone', name);
  const detections = new Set(report.rules.filter(({ detection }) => detection).map(({ origin }) => origin));
  const origin = (name: string) => (detections.has(name) ? name : pseudonyms.of('rule', name));
  const peer = (name: string | undefined) => {
    if (name === undefined) {
      return undefined;
    }
    const ofHome = devices.get(name.toLowerCase());
    if (ofHome) {
      return device(ofHome);
    }
    if (isAddress(name)) {
      return pseudonyms.of('address', name);
    }
    return isOfHome(name, known) ? pseudonyms.of('name', name) : publicName(name, pseudonyms);
  };
  return {
    ...report,
    redacted: true,
    site: pseudonyms.of('site', report.site),
    // Where people live can be told from their clock.
    timeZone: 'UTC',
    from: day(report.from),
    to: day(report.to),
    rules: report.rules.map((rule) => ({ ...rule, origin: origin(rule.origin) })),
    matters: report.matters.map((matter) => ({
      ...matter,
      device: device(matter.device),
      origin: origin(matter.origin),
      peer: peer(matter.peer),
      service: matter.service && clean(matter.service),
      first: day(matter.first),
      last: day(matter.last),
    })),
    busiest: report.busiest.map((one) => ({ ...one, device: device(one.device) })),
    fresh: report.fresh.map((one) => ({ device: device(one.device), zone: zone(one.zone), at: day(one.at) })),
    quiet: report.quiet.map((one) => ({ device: device(one.device), zone: zone(one.zone), at: day(one.at) })),
    sensors: report.sensors.map((one) => ({
      ...one,
      sensor: pseudonyms.of('sensor', one.sensor),
      version: clean(one.version),
      lastSeen: day(one.lastSeen),
    })),
    gaps: report.gaps.map(({ origin: name, first, last }) => ({ origin: name, first: day(first), last: day(last) })),
    policies: report.policies.map(({ version, at, by }) => ({
      version,
      at: at && day(at),
      by: by && pseudonyms.of('person', by),
    })),
  };
}

/**
 * What of the home is left in a text: nothing, when it is safe.
 *
 * @param vocabulary what every report says, which a home may have given as a name too
 */
export function leaksIn(text: string, material: Material, vocabulary: string): string[] {
  const usual = new Set(new Identifiers(identifiersOf(material)).within(vocabulary));
  const found = new Identifiers(identifiersOf(material)).within(text).filter((name) => !usual.has(name));
  return [...found, ...(text.match(MAC) ?? []), ...(text.match(IPV4) ?? []), ...(text.match(IPV6) ?? [])];
}

/** A redacted report of which only the words are left that every report has: no names. */
export function withoutNames(report: Report, word: Wording): Report {
  const words = PSEUDONYM_KINDS.map((kind) => word(kind, 0)).join(' ');
  const detections = new Set(report.rules.filter(({ detection }) => detection).map(({ origin }) => origin));
  const origin = (name: string) => (detections.has(name) ? name : '');
  return {
    ...report,
    site: words,
    rules: report.rules.map((rule) => ({ ...rule, origin: origin(rule.origin) })),
    matters: report.matters.map((matter) => ({
      ...matter,
      device: '',
      origin: origin(matter.origin),
      peer: undefined,
      service: undefined,
    })),
    busiest: report.busiest.map((one) => ({ ...one, device: '' })),
    fresh: report.fresh.map((one) => ({ ...one, device: '', zone: undefined })),
    quiet: report.quiet.map((one) => ({ ...one, device: '', zone: undefined })),
    sensors: report.sensors.map((one) => ({ ...one, sensor: '', version: '' })),
    policies: report.policies.map((one) => ({ ...one, by: undefined })),
  };
}

/** Everything by which somebody could know the home, its people and its things again. */
export function identifiersOf({ site, devices, alerts, policies }: Material): string[] {
  const all = [
    site.id,
    site.name,
    ...site.zones.flatMap(({ id, subnets }) => [id, ...subnets]),
    ...site.sensors.flatMap(({ id, sources }) => [id, ...sources.map(({ name }) => name)]),
    ...devices.flatMap(({ id, name, mac, addresses, hostname }) => [
      id,
      name,
      mac,
      mac?.replaceAll(':', '-'),
      mac?.replaceAll(':', ''),
      ...addresses,
      hostname,
    ]),
    ...alerts.flatMap(
      ({ kind, origin, device, deviceName, mac, deviceIp, zone, peer, acknowledgement, resolution }) => [
        kind === 'rule' ? origin : undefined,
        device,
        deviceName,
        mac,
        deviceIp,
        zone,
        peer?.ip,
        acknowledgement?.by,
        acknowledgement?.note,
        resolution?.by,
      ],
    ),
    ...(policies ?? []).map((version) => (isByFiles(version) ? undefined : version.author)),
  ];
  return [...new Set(all.flatMap((text) => (text === undefined ? [] : [text])))];
}

/** The same original always gets the same pseudonym, which is never somebody's real name. */
class Pseudonyms {
  private readonly given = new Map<string, string>();
  private readonly numbers = new Map<PseudonymKind, number>();
  private readonly taken: Identifiers;
  private readonly word: Wording;

  constructor(known: Identifiers, word: Wording) {
    this.taken = known;
    this.word = word;
  }

  of(kind: PseudonymKind, original: string): string {
    const key = `${kind} ${original}`;
    const known = this.given.get(key);
    if (known !== undefined) {
      return known;
    }
    const pseudonym = this.next(kind);
    this.given.set(key, pseudonym);
    return pseudonym;
  }

  private next(kind: PseudonymKind): string {
    const number = (this.numbers.get(kind) ?? 0) + 1;
    this.numbers.set(kind, number);
    const pseudonym = this.word(kind, number);
    return this.taken.has(pseudonym) ? this.next(kind) : pseudonym;
  }
}

function byAge(devices: readonly DeviceSummary[]): DeviceSummary[] {
  return [...devices].sort(
    (one, other) => one.firstSeen.localeCompare(other.firstSeen) || one.id.localeCompare(other.id),
  );
}

/** By everything that somebody may say when they mean a device. */
function devicesByName(devices: readonly DeviceSummary[]): Map<string, string> {
  return new Map(
    devices.flatMap(({ id, name, hostname, addresses }) =>
      [id, name, hostname, ...addresses].flatMap((said): [string, string][] =>
        said === undefined ? [] : [[said.toLowerCase(), name]],
      ),
    ),
  );
}

function isAddress(text: string): boolean {
  return /^\d+(\.\d+){3}$/.test(text) || text.includes(':');
}

function isOfHome(name: string, known: Identifiers): boolean {
  return LOCAL.test(name) || DYNAMIC.test(name) || known.within(name).length > 0;
}

/** Labels that were made for one device are no more than numbers. */
function publicName(name: string, pseudonyms: Pseudonyms): string {
  const labels = name.split('.');
  return labels
    .map((label, index) =>
      index < labels.length - 2 && MADE_UP.test(label) ? pseudonyms.of('name', label).replaceAll(' ', '-') : label,
    )
    .join('.');
}

function day(at: string): string {
  return at.slice(0, 10);
}
