import { timeZoneNamed } from '../../shared/own/choices';
import { quoted, zoneLine } from './zoneText';

export const PRESETS = ['home', 'internet', 'watch'] as const;

/**
 * What things may do. home: their own servers and the names that are listed. internet: the same and whatever is
 * outside, but none of their neighbours. watch: whatever they like, but with the site's own servers.
 */
export type Preset = (typeof PRESETS)[number];

/** What is answered step by step. */
export interface Answers {
  site: string;
  name: string;
  /** By whose clock people live there; empty: nobody said. */
  timeZone: string;
  gateway: string;
  resolvers: string;
  timeServers: string;
  zones: { subnet: string; zone: string }[];
  /** The zones whose devices are things. */
  things: string[];
  preset: Preset;
  controller: string;
  names: string;
}

/** An id as the language wants it, made of whatever somebody calls a place. */
export function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return plain;
}

/** The parts of a list that somebody wrote with commas, spaces or line ends. */
export function partsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))];
}

/** The zones by name, each with its blocks. */
export function zonesOf({ zones }: Pick<Answers, 'zones'>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { subnet, zone } of zones) {
    const id = idOf(zone);
    if (id !== '') {
      found.set(id, [...(found.get(id) ?? []), subnet]);
    }
  }
  return found;
}

/** The policy that the answers make. */
export function policyOf(answers: Answers): string {
  const zones = [...zonesOf(answers)];
  const things = zones.map(([id]) => id).filter((id) => answers.things.map(idOf).includes(id));
  return `${[
    'curfew: 1',
    'sites:',
    `  - id: ${quoted(answers.site)}`,
    ...line('    name', answers.name.trim()),
    ...timeZoneLine(answers),
    ...list('    gateway', answers.gateway),
    ...list('    resolvers', answers.resolvers),
    ...list('    timeServers', answers.timeServers),
    ...(answers.controller.trim() === '' ? [] : ['    controllers: [controller]']),
    ...(zones.length === 0 ? [] : ['    zones:']),
    ...zones.map(([id, subnets]) => `      - ${zoneLine({ id, subnets, vlans: [] })}`),
    ...controllerLines(answers),
    ...(things.length === 0 ? [] : ruleLines(answers, things)),
  ].join('\n')}\n`;
}

/** Whether a time zone was answered that there is not. */
export function isTimeZoneWrong({ timeZone }: Pick<Answers, 'timeZone'>): boolean {
  return timeZone.trim() !== '' && timeZoneNamed(timeZone.trim()) === undefined;
}

function timeZoneLine({ timeZone }: Answers): string[] {
  const name = timeZone.trim();
  return name === '' ? [] : [`    timeZone: ${quoted(timeZoneNamed(name) ?? name)}`];
}

function controllerLines({ controller }: Answers): string[] {
  const parts = partsOf(controller);
  if (parts.length === 0) {
    return [];
  }
  const mac = parts.find((part) => /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(part));
  const end = mac === undefined ? `addresses: [${parts.map(quoted).join(', ')}]` : `mac: ${JSON.stringify(mac)}`;
  return ['devices:', `  - { id: controller, name: Controller, ${end} }`];
}

function ruleLines(answers: Answers, things: string[]): string[] {
  const { preset } = answers;
  const entries = preset === 'watch' ? denials(answers) : allowances(answers);
  if (entries.length === 0) {
    return preset === 'watch' ? [] : rule(preset, things, 'deny', ['{ to: internet }']);
  }
  return rule(preset, things, preset === 'watch' ? 'deny' : 'allow', entries);
}

function rule(preset: Preset, things: string[], key: 'allow' | 'deny', entries: string[]): string[] {
  const ids = { home: 'things-stay-home', internet: 'things-leave-neighbours-alone', watch: 'things-use-our-servers' };
  return [
    'rules:',
    `  - id: ${ids[preset]}`,
    `    subject: { zones: [${things.map(quoted).join(', ')}] }`,
    `    ${key}:`,
    ...entries.map((entry) => `      - ${entry}`),
    `    severity: ${preset === 'home' ? 'high' : 'medium'}`,
  ];
}

function allowances({ preset, resolvers, timeServers, controller, names }: Answers): string[] {
  const allowed = partsOf(names).map(quoted);
  return [
    ...(partsOf(resolvers).length > 0 ? ['{ service: dns, to: resolvers }'] : []),
    ...(partsOf(timeServers).length > 0 ? ['{ service: ntp, to: timeServers }'] : []),
    ...(controller.trim() === '' ? [] : ['{ from: controllers }']),
    ...(preset === 'internet' ? ['{ to: internet }'] : []),
    ...(preset === 'home' && allowed.length > 0
      ? [`{ to: [${allowed.join(', ')}], because: needed by its devices }`]
      : []),
  ];
}

function denials({ resolvers, timeServers }: Answers): string[] {
  return [
    ...(partsOf(resolvers).length > 0 ? ['{ service: dns, to: { not: resolvers } }'] : []),
    ...(partsOf(timeServers).length > 0 ? ['{ service: ntp, to: { not: timeServers } }'] : []),
  ];
}

function line(key: string, value: string): string[] {
  return value === '' ? [] : [`${key}: ${JSON.stringify(value)}`];
}

function list(key: string, text: string): string[] {
  const parts = partsOf(text);
  return parts.length === 0 ? [] : [`${key}: [${parts.map((part) => JSON.stringify(part)).join(', ')}]`];
}
