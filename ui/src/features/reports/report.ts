import { isByFiles } from '../../shared/api/byFiles';
import type { AlertSummary, DeviceSummary, Sensor, Severity } from '../../shared/api/client';
import { isOfTheWatcher } from '../../shared/api/subject';
import { timeZone } from '../../shared/own/choices';
import type { Material } from './gather';

/** Somebody or something by its name; what a redacted report has is a pseudonym. */
export interface Report {
  site: string;
  /** By whose clock its times are told: the site's, where the policy says which. */
  timeZone: string;
  from: string;
  to: string;
  redacted: boolean;
  sums: {
    matters: number;
    open: number;
    attempts: number;
    violations: number;
    silent: number;
    questions: number;
    devices: number;
  };
  severities: { severity: Severity; matters: number; open: number }[];
  rules: { origin: string; detection: boolean; severity: Severity; matters: number; devices: number; open: number }[];
  matters: Matter[];
  mattersLeftOut: number;
  busiest: {
    device: string;
    attempts: number;
    violations: number;
    unanswered: number;
    sent: number;
    received: number;
  }[];
  fresh: { device: string; zone: string | undefined; at: string }[];
  quiet: { device: string; zone: string | undefined; at: string }[];
  sensors: { sensor: string; version: string; lastSeen: string; lostShare: number; silent: boolean; sees: Sight[] }[];
  /** Detections about the watcher itself that fell into the period. */
  gaps: { origin: string; first: string; last: string }[];
  policies: { version: number; at: string | undefined; by: string | undefined }[];
  /** What the report cannot know. */
  doubts: Doubt[];
}

export interface Matter {
  severity: Severity;
  device: string;
  /** The rule or the detection. */
  origin: string;
  peer: string | undefined;
  service: string | undefined;
  /** How often since it began, which may be before the period. */
  times: number;
  first: string;
  last: string;
  state: AlertSummary['state'];
}

const SIGHTS = ['flows', 'questions', 'leases'] as const;
export type Sight = (typeof SIGHTS)[number];

export const DOUBTS = [
  'noSensor',
  'silentSensor',
  'lossySensor',
  'gaps',
  'noQuestions',
  'noHours',
  'alertsCut',
  'noPolicies',
] as const;
export type Doubt = (typeof DOUBTS)[number];

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const MATTERS_SHOWN = 40;
const QUIET_AFTER = 86_400_000;
const SENSOR_SILENT_AFTER = 60_000;
const LOSSY_FROM = 0.001;

/** Sums up what is known of a site in a period. */
export function reportOf(material: Material): Report {
  const { site, from, to, devices, alerts, alertsCut, top, hours, questions, policies } = material;
  const names = new Map(devices.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const gaps = alerts.filter(isOfTheWatcher);
  const told = [...alerts].sort(byWeight);
  const sensors = site.sensors.map((sensor) => sensorOf(sensor, to));
  return {
    site: site.name,
    timeZone: site.timeZone ?? timeZone(),
    from,
    to,
    redacted: false,
    sums: {
      matters: alerts.length,
      open: alerts.filter(isOpen).length,
      attempts: hours.reduce((sum, { sums }) => sum + sums.count, 0),
      violations: hours.reduce((sum, { verdicts }) => sum + verdicts.violation, 0),
      silent: hours.reduce((sum, { sums }) => sum + sums.attempts.unanswered, 0),
      questions,
      devices: devices.filter(({ firstSeen, lastSeen }) => lastSeen >= from && firstSeen < to).length,
    },
    severities: ORDER.map((severity) => {
      const some = alerts.filter((alert) => alert.severity === severity);
      return { severity, matters: some.length, open: some.filter(isOpen).length };
    }),
    rules: rulesOf(alerts),
    matters: told.slice(0, MATTERS_SHOWN).map((alert) => ({
      severity: alert.severity,
      device: alert.deviceName,
      origin: alert.origin,
      peer: alert.peer?.name ?? alert.peer?.ip,
      service: alert.service,
      times: alert.count,
      first: alert.first,
      last: alert.last,
      state: alert.state,
    })),
    mattersLeftOut: Math.max(0, told.length - MATTERS_SHOWN),
    busiest: top.map(({ device = '', sums, verdicts }) => ({
      device: nameOf(device),
      attempts: sums.count,
      violations: verdicts.violation,
      unanswered: sums.attempts.unanswered,
      sent: sums.initiatorBytes,
      received: sums.responderBytes,
    })),
    fresh: devices
      .filter(({ firstSeen }) => firstSeen >= from && firstSeen < to)
      .map(({ name, zone, firstSeen }) => ({ device: name, zone, at: firstSeen })),
    quiet: devices
      .filter((device) => isQuiet(device, from, to))
      .map(({ name, zone, lastSeen }) => ({ device: name, zone, at: lastSeen })),
    sensors,
    gaps: gaps.map(({ origin, first, last }) => ({ origin, first, last })),
    policies: policiesOf(material),
    doubts: DOUBTS.filter((doubt) => {
      switch (doubt) {
        case 'noSensor':
          return sensors.length === 0;
        case 'silentSensor':
          return sensors.some(({ silent }) => silent);
        case 'lossySensor':
          return sensors.some(({ lostShare }) => lostShare >= LOSSY_FROM);
        case 'gaps':
          return gaps.length > 0;
        case 'noQuestions':
          return questions === 0 && hours.length > 0;
        case 'noHours':
          return hours.length === 0;
        case 'alertsCut':
          return alertsCut;
        case 'noPolicies':
          return policies === undefined;
      }
    }),
  };
}

function isOpen({ state }: AlertSummary): boolean {
  return state === 'open';
}

function byWeight(one: AlertSummary, other: AlertSummary): number {
  return ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || other.count - one.count;
}

function rulesOf(alerts: readonly AlertSummary[]): Report['rules'] {
  return [...new Set(alerts.map(({ origin }) => origin))]
    .map((origin) => {
      const some = alerts.filter((alert) => alert.origin === origin);
      const worst = [...some].sort(byWeight)[0];
      return {
        origin,
        detection: worst?.kind === 'detection',
        severity: worst?.severity ?? 'low',
        matters: some.length,
        devices: new Set(some.map(({ device }) => device)).size,
        open: some.filter(isOpen).length,
      };
    })
    .sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || other.matters - one.matters);
}

/** Seen before or in the period, and not within its last day. */
function isQuiet({ lastSeen }: DeviceSummary, from: string, to: string): boolean {
  return lastSeen >= from && Date.parse(lastSeen) < Date.parse(to) - QUIET_AFTER;
}

function sensorOf(sensor: Sensor, to: string): Report['sensors'][number] {
  const { id, version, lastSeen, packetsCaptured, packetsDropped, sources, interfaceUp } = sensor;
  return {
    sensor: id,
    version,
    lastSeen,
    lostShare: packetsDropped / Math.max(packetsCaptured + packetsDropped, 1),
    silent: Date.parse(lastSeen) < Date.parse(to) - SENSOR_SILENT_AFTER,
    sees: SIGHTS.filter(
      (sight) =>
        interfaceUp !== undefined ||
        sources.some((source) => {
          switch (sight) {
            case 'flows':
              return source.seesFlows;
            case 'questions':
              return source.seesQuestions;
            case 'leases':
              return source.seesLeases;
          }
        }),
    ),
  };
}

/** The version that the period began with, and those that came into force in it; of alerts where nothing else is told. */
function policiesOf({ policies, alerts, from, to }: Material): Report['policies'] {
  if (policies === undefined) {
    return [...new Set(alerts.map(({ policyVersion }) => policyVersion))]
      .sort((one, other) => one - other)
      .map((version) => ({ version, at: undefined, by: undefined }));
  }
  const latestFirst = policies.filter(({ changed }) => changed < to).sort((one, other) => other.version - one.version);
  const before = latestFirst.find(({ changed }) => changed < from);
  return latestFirst
    .filter(({ changed, version }) => changed >= from || version === before?.version)
    .map((one) => ({ version: one.version, at: one.changed, by: isByFiles(one) ? undefined : one.author }))
    .reverse();
}
