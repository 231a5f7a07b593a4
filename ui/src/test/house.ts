import type {
  Alert,
  AlertSummary,
  AuditEntry,
  Caller,
  Device,
  DeviceSummary,
  Difference,
  DnsTransaction,
  FleetSensor,
  Flow,
  Impact,
  PolicyDocument,
  Setting,
  Settings,
  Site,
  SiteAtAGlance,
  TopEntry,
  TrafficTrend,
} from '../shared/api/client';

/** Two small sites as the collector would tell of them: what tests and pictures are made of. */

/** The moment at which all of it is told, in milliseconds since 1970. */
export const NOON = Date.parse('2026-11-20T12:00:00Z');

function minutesAgo(minutes: number): string {
  return new Date(NOON - minutes * 60_000).toISOString();
}

function hourOf(minutes: number): string {
  const hour = 3_600_000;
  return new Date(Math.floor((NOON - minutes * 60_000) / hour) * hour).toISOString();
}

export const OLGA: Caller = {
  name: 'olga',
  displayName: 'Olga Operator',
  roles: ['operator', 'viewer'],
  sites: ['*'],
  signOut: '/signout',
};

export const PEDRO: Caller = {
  name: 'pedro',
  displayName: 'Pedro Viewer',
  roles: ['viewer'],
  sites: ['porto'],
  signOut: '/signout',
};

export const ADA: Caller = {
  name: 'ada',
  displayName: 'Ada Admin',
  roles: ['admin', 'auditor', 'operator', 'viewer'],
  sites: ['*'],
  signOut: '/signout',
};

export const LISBON: Site = {
  id: 'lisbon',
  name: 'Home in Lisbon',
  timeZone: 'Europe/Lisbon',
  zones: [
    { id: 'things', subnets: ['192.0.2.0/26'], vlans: [30] },
    { id: 'private', subnets: ['192.0.2.64/26'], vlans: [10] },
    { id: 'guest', subnets: ['192.0.2.128/26'], vlans: [20] },
  ],
  devices: 5,
  openAlerts: { critical: 0, high: 2, medium: 1, low: 0 },
  sensors: [
    {
      id: 'lisbon-pi',
      version: '0.1.0',
      lastSeen: minutesAgo(0),
      packetsCaptured: 182_340,
      packetsDropped: 0,
      undecodable: 12,
      observationsWaiting: 0,
      observationsDropped: 0,
      interfaceUp: true,
      sources: [
        {
          kind: 'dnsmasq',
          name: '/var/log/dnsmasq.log',
          seesMacs: false,
          seesFlows: false,
          seesQuestions: true,
          seesLeases: true,
          lost: 0,
          lastItemAt: minutesAgo(1),
        },
        {
          kind: 'netflow',
          name: '192.0.2.1:2055',
          seesMacs: true,
          seesFlows: true,
          seesQuestions: false,
          seesLeases: false,
          lost: 17,
          problem: 'port 2055 is taken',
        },
      ],
    },
  ],
};

export const PORTO: Site = {
  id: 'porto',
  name: 'Guest house in Porto',
  zones: [{ id: 'things', subnets: ['198.51.100.0/26'], vlans: [] }],
  devices: 3,
  openAlerts: { critical: 1, high: 0, medium: 0, low: 1 },
  sensors: [
    {
      id: 'porto-pi',
      version: '0.1.0',
      lastSeen: minutesAgo(14),
      packetsCaptured: 90_112,
      packetsDropped: 451,
      undecodable: 0,
      observationsWaiting: 1_204,
      observationsDropped: 3,
      interfaceUp: false,
      sources: [],
    },
  ],
};

/** The houses at a glance. */
export const GLANCES: SiteAtAGlance[] = [
  {
    id: LISBON.id,
    name: LISBON.name,
    devices: 5,
    newDevices: 1,
    quietDevices: 2,
    openAlerts: LISBON.openAlerts,
    sensors: 1,
    troubled: 1,
    silent: 0,
    coverage: 0.9994,
  },
  {
    id: PORTO.id,
    name: PORTO.name,
    devices: 3,
    newDevices: 0,
    quietDevices: 0,
    openAlerts: PORTO.openAlerts,
    sensors: 1,
    troubled: 1,
    silent: 1,
    coverage: 0.25,
  },
];

export const LISBON_SENSOR: FleetSensor = {
  site: LISBON.id,
  ...first(LISBON.sensors),
  troubles: ['blind'],
  coverage: 0.9994,
  enrolment: { at: minutesAgo(60 * 24 * 9), by: 'olga', signs: true },
  vitals: {
    startedAt: minutesAgo(60 * 24 * 9),
    flowsOpen: 311,
    flowsEvicted: 0,
    spoolBytes: 0,
    spoolSeconds: 0,
    addressesSeen: 14,
    unicastShare: 0.62,
    vlanIds: [10, 20, 30],
    clockSteps: 0,
    lastClockStepSeconds: 0,
    interfaceLost: 0,
    interfaceGoneSeconds: 0,
  },
};

export const PORTO_SENSOR: FleetSensor = {
  site: PORTO.id,
  ...first(PORTO.sensors),
  troubles: ['silent', 'blind', 'lossy', 'behind', 'clock'],
  coverage: 0.25,
  enrolment: {
    at: minutesAgo(60 * 24 * 20),
    by: 'olga',
    signs: true,
    refused: minutesAgo(5),
    refusal: "the signature is not by this sensor's key",
  },
  vitals: {
    startedAt: minutesAgo(300),
    flowsOpen: 12,
    flowsEvicted: 3,
    spoolBytes: 204_800,
    spoolSeconds: 840,
    addressesSeen: 0,
    unicastShare: 0,
    vlanIds: [],
    clockSteps: 2,
    lastClockStepSeconds: -73.4,
    interfaceLost: 1,
    interfaceGoneSeconds: 840,
  },
};

function first<T>(all: T[]): T {
  const [one] = all;
  if (one === undefined) {
    throw new Error('there is none');
  }
  return one;
}

export const VACUUM_CALLS_HOME: Alert = {
  id: 'a1f0',
  site: 'lisbon',
  kind: 'rule',
  origin: 'things-stay-home',
  device: 'vacuum',
  deviceName: 'Robot vacuum',
  mac: '02:00:00:00:00:21',
  deviceIp: '192.0.2.21',
  zone: 'things',
  peer: { ip: '203.0.113.40', name: 'telemetry.example.org', nameSource: 'answer-to-device', otherNames: [] },
  service: 'https',
  severity: 'high',
  state: 'open',
  count: 42,
  outcomes: { unanswered: 39, refused: 3 },
  hours: [
    { start: hourOf(200), outcomes: { unanswered: 12 } },
    { start: hourOf(1), outcomes: { unanswered: 27, refused: 3 } },
  ],
  notes: [],
  history: [{ at: minutesAgo(200), by: '', turn: 'opened' }],
  first: minutesAgo(200),
  last: minutesAgo(1),
  policyVersion: 3,
  ruleText:
    '- id: things-stay-home\n  subject: { zones: [things] }\n  allow:\n    - { service: dns, to: resolvers }\n    - { service: ntp, to: timeServers }\n  severity: high',
  initiatorCertain: true,
  what: 'Robot vacuum talked to telemetry.example.org (203.0.113.40) by https, which no rule allows.',
  why: 'Devices of the zone things shall stay at home. What a device says to a server outside is out of your hands.',
  advice:
    'Block it at the router if the vacuum works without; or allow the name in the rule with a reason, so that everybody knows why.',
  evidence: [
    {
      at: minutesAgo(200),
      sensor: 'lisbon-pi',
      kind: 'dns',
      summary: '192.0.2.21 asks 192.0.2.1 for telemetry.example.org A: 203.0.113.40',
      question: {
        client: { ip: '192.0.2.21', port: 50_001 },
        server: { ip: '192.0.2.1', port: 53 },
        transport: 'udp',
        name: 'telemetry.example.org',
        type: 'A',
        responseCode: 'NOERROR',
        answers: ['203.0.113.40'],
      },
    },
    {
      at: minutesAgo(199),
      sensor: 'lisbon-pi',
      kind: 'flow',
      summary: '192.0.2.21:50344 to 203.0.113.40:443 tcp, unanswered, 3 packets, 180 bytes',
    },
    {
      at: minutesAgo(1),
      sensor: 'lisbon-pi',
      kind: 'flow',
      summary: '192.0.2.21:51022 → 203.0.113.40:443 tcp, 1 packets (60 bytes) out, 1 (40) back, refused',
      flow: {
        initiator: { mac: '02:00:00:00:00:21', ip: '192.0.2.21', port: 51_022 },
        responder: { ip: '203.0.113.40', port: 443 },
        initiatorCertain: true,
        transport: 'tcp',
        outcome: 'refused',
        initiatorBytes: 60,
        initiatorPackets: 1,
        responderBytes: 40,
        responderPackets: 1,
      },
    },
  ],
};

export const CAMERA_ASKS_ELSEWHERE: Alert = {
  ...VACUUM_CALLS_HOME,
  id: 'b2c3',
  kind: 'detection',
  origin: 'dns-bypass',
  device: 'camera',
  deviceName: 'Garden camera',
  mac: '02:00:00:00:00:22',
  deviceIp: '192.0.2.22',
  peer: { ip: '203.0.113.53', otherNames: [] },
  service: 'dns',
  count: 7,
  outcomes: { answered: 7 },
  last: minutesAgo(9),
  ruleText: '',
  initiatorCertain: false,
  what: 'Garden camera asked the DNS server 203.0.113.53, not the one that its lease names.',
  why: 'Whoever answers its questions decides where it connects, and your filter sees nothing of it.',
  advice: 'Redirect DNS to your own resolver at the router, or block port 53 to the outside.',
};

export const PLUG_HARD_CODED: Alert = {
  ...VACUUM_CALLS_HOME,
  id: 'c3d4',
  kind: 'detection',
  origin: 'hard-coded-address',
  device: 'plug',
  deviceName: 'Plug in the hall',
  mac: '02:00:00:00:00:23',
  deviceIp: '192.0.2.23',
  peer: { ip: '203.0.113.77', otherNames: [] },
  service: 'tcp/8883',
  severity: 'medium',
  count: 3,
  outcomes: { established: 2, 'timed-out': 1 },
  last: minutesAgo(31),
  ruleText: '',
  what: 'Plug in the hall talked to 203.0.113.77, which nobody at the site ever looked up.',
};

export const CAMERA_WAS_ASKED: Alert = {
  ...VACUUM_CALLS_HOME,
  id: 'd4e5',
  site: 'porto',
  origin: 'camera-api-for-hass-only',
  device: 'door-camera',
  deviceName: 'Door camera',
  mac: '02:00:00:00:01:22',
  deviceIp: '198.51.100.22',
  peer: { ip: '198.51.100.40', name: 'guest-laptop.example.org', nameSource: 'policy', otherNames: [] },
  service: 'http',
  severity: 'critical',
  count: 1,
  outcomes: { closed: 1 },
  last: minutesAgo(55),
  what: 'Door camera was asked for its pictures by guest-laptop.example.org (198.51.100.40).',
};

export const TV_NEW: Alert = {
  ...VACUUM_CALLS_HOME,
  id: 'e5f6',
  site: 'porto',
  kind: 'detection',
  origin: 'new-device',
  device: '02-00-00-00-01-77',
  deviceName: 'living-room-tv',
  mac: '02:00:00:00:01:77',
  deviceIp: '198.51.100.31',
  severity: 'low',
  count: 1,
  outcomes: {},
  last: minutesAgo(120),
  ruleText: '',
  what: 'living-room-tv was never seen at this site before.',
};
delete TV_NEW.peer;
delete TV_NEW.service;

/** What the collector makes of many new devices with random MAC addresses; not on the board of this house. */
export const MANY_NEW: Alert = {
  ...TV_NEW,
  id: 'a7b8',
  site: 'lisbon',
  device: 'randomised-guest',
  deviceName: 'Devices with a random MAC address in guest',
  zone: 'guest',
  count: 7,
  what: 'A device with a random MAC address (02:00:00:00:01:78) was seen for the first time, in zone guest.',
};
delete MANY_NEW.mac;
delete MANY_NEW.deviceIp;

/** What the collector makes of a sensor that says nothing any more; not on the board of this house. */
export const PI_SILENT: Alert = {
  ...TV_NEW,
  id: 'a9c1',
  site: 'lisbon',
  origin: 'sensor-silent',
  device: 'sensor-lisbon-pi',
  deviceName: 'Sensor lisbon-pi',
  what: 'Sensor lisbon-pi says nothing since 2026-11-20T10:00:00Z, for 2 hours.',
};
delete PI_SILENT.mac;
delete PI_SILENT.deviceIp;
delete PI_SILENT.zone;

export const DRYER_NOTED: Alert = {
  ...VACUUM_CALLS_HOME,
  id: 'f6a7',
  device: 'dryer',
  deviceName: 'Dryer',
  state: 'acknowledged',
  last: minutesAgo(240),
  what: 'Dryer talked to telemetry.example.org (203.0.113.40) by https, which no rule allows.',
  acknowledgement: { by: 'olga', at: minutesAgo(235), note: 'Goes back to the shop on Friday.' },
  notes: [{ by: 'olga', at: minutesAgo(235), text: 'Goes back to the shop on Friday.' }],
  history: [
    { at: minutesAgo(300), by: '', turn: 'opened' },
    { at: minutesAgo(235), by: 'olga', turn: 'acknowledged' },
  ],
};

export const KETTLE_OVER: Alert = {
  ...VACUUM_CALLS_HOME,
  id: 'a8b9',
  device: 'kettle',
  deviceName: 'Kettle',
  state: 'resolved',
  last: minutesAgo(60 * 24 * 8),
  what: 'Kettle talked to telemetry.example.org (203.0.113.40) by https, which no rule allows.',
  resolution: { by: '', at: minutesAgo(60 * 24) },
  history: [
    { at: minutesAgo(60 * 24 * 9), by: '', turn: 'opened' },
    { at: minutesAgo(60 * 24), by: '', turn: 'resolved' },
  ],
};

export const PLUG_MUTED: Alert = {
  ...PLUG_HARD_CODED,
  id: 'b9c0',
  state: 'muted',
  mutedUntil: minutesAgo(-600),
  what: 'Plug in the hall talked to 203.0.113.78, which nobody at the site ever looked up.',
};

export const TV_AGAIN: Alert = {
  ...VACUUM_CALLS_HOME,
  id: 'c0d1',
  reopened: minutesAgo(5),
  what: 'Television talked to telemetry.example.org (203.0.113.40) by https, which no rule allows.',
};

export const ALERTS: Alert[] = [
  VACUUM_CALLS_HOME,
  CAMERA_ASKS_ELSEWHERE,
  PLUG_HARD_CODED,
  CAMERA_WAS_ASKED,
  TV_NEW,
  DRYER_NOTED,
  PLUG_MUTED,
  KETTLE_OVER,
];

export const VACUUM: Device = {
  site: 'lisbon',
  id: 'vacuum',
  name: 'Robot vacuum',
  mac: '02:00:00:00:00:21',
  addresses: ['192.0.2.21', '2001:db8::21'],
  zone: 'things',
  tags: ['xiaomi'],
  hostname: 'rockrobo',
  vendorClass: 'udhcp 1.24.2',
  zones: ['things'],
  marks: {
    hostnames: ['rockrobo'],
    vendorClasses: ['udhcp 1.24.2'],
    fingerprints: ['1,3,6,12,15,28,42'],
    clientIds: [],
    announcements: [{ protocol: 'mdns', name: 'rockrobo', service: '_miio._udp' }],
    initialTtl: 64,
    tlsFingerprints: [],
  },
  model: { name: 'Embedded Linux with BusyBox', reason: 'its DHCP vendor class is udhcp 1.24.2' },
  kin: [{ device: '06-00-00-00-00-71', name: 'old-robot', reasons: ['the same host name (rockrobo)'] }],
  days: [
    {
      day: '2026-11-20',
      bytesSent: 1_911_015,
      bytesReceived: 204_117,
      flows: 1_246,
      attempts: { answered: 0, unanswered: 42, refused: 3, rejected: 1 },
    },
  ],
  remark: { tags: [], owner: 'Olga', trust: 'limited', notes: 'Stays at home.', links: [] },
  randomised: true,
  firstSeen: minutesAgo(60 * 24 * 12),
  lastSeen: minutesAgo(1),
  listed: true,
  leasedResolvers: ['192.0.2.1', '192.0.2.2'],
  leasedTimeServers: ['192.0.2.1'],
  resolversUsed: [
    { ip: '192.0.2.1', leased: true, allowed: true, count: 311, last: minutesAgo(1) },
    { ip: '203.0.113.53', leased: false, allowed: false, count: 7, last: minutesAgo(9) },
  ],
  timeServersUsed: [{ ip: '192.0.2.1', leased: true, allowed: true, count: 64, last: minutesAgo(11) }],
  peers: [
    {
      peer: { ip: '203.0.113.40', name: 'telemetry.example.org', nameSource: 'answer-to-device', otherNames: [] },
      service: 'https',
      initiated: true,
      flows: 42,
      bytesSent: 7_560,
      bytesReceived: 0,
      verdict: 'violation',
      outcome: 'unanswered',
      last: minutesAgo(1),
      attempts: { answered: 0, unanswered: 42, refused: 0, rejected: 0 },
      first: minutesAgo(60 * 24),
      resolved: minutesAgo(60 * 24),
    },
    {
      peer: { ip: '192.0.2.10', name: 'hass.example.org', nameSource: 'policy', otherNames: [] },
      service: 'udp/54321',
      initiated: false,
      flows: 1_204,
      bytesSent: 1_903_455,
      bytesReceived: 204_117,
      verdict: 'allowed',
      outcome: 'answered',
      last: minutesAgo(2),
      attempts: { answered: 1_204, unanswered: 0, refused: 0, rejected: 0 },
      first: minutesAgo(60 * 24 * 12),
    },
  ],
  names: [
    {
      name: 'telemetry.example.org',
      count: 212,
      responseCode: 'NOERROR',
      blocked: false,
      last: minutesAgo(1),
    },
    { name: 'ads.example.org', count: 99, responseCode: 'NXDOMAIN', blocked: true, last: minutesAgo(3) },
    { name: 'nowhere.example.org', count: 4, blocked: false, last: minutesAgo(80) },
  ],
};

export const CAMERA: Device = {
  ...VACUUM,
  id: 'camera',
  name: 'Garden camera',
  mac: '02:00:00:00:00:22',
  addresses: ['192.0.2.22'],
  tags: ['camera'],
  randomised: false,
  vendor: 'Example Optics',
  hostname: 'ipcam',
  vendorClass: 'dhcpcd-5.5.6',
  kin: [],
  resolversUsed: [{ ip: '192.0.2.1', leased: true, allowed: true, count: 902, last: minutesAgo(2) }],
  peers: [
    {
      peer: { ip: '198.51.100.3', name: 'api.camera.example', nameSource: 'answer-to-device', otherNames: [] },
      service: 'https',
      initiated: true,
      flows: 880,
      bytesSent: 90_000_000,
      bytesReceived: 1_200_000,
      verdict: 'allowed',
      outcome: 'closed',
      last: minutesAgo(3),
      attempts: { answered: 880, unanswered: 0, refused: 0, rejected: 0 },
      first: minutesAgo(60 * 24 * 9),
    },
    ...VACUUM.peers.slice(1),
  ],
};
delete CAMERA.model;
delete CAMERA.remark;

export const DOSSIERS: Device[] = [VACUUM, CAMERA];

export const ADDRESSES = [
  { ip: '192.0.2.21', first: minutesAgo(60 * 24 * 3), last: minutesAgo(1) },
  { ip: '192.0.2.27', first: minutesAgo(60 * 24 * 12), last: minutesAgo(60 * 24 * 3) },
];

export const DEVICES: DeviceSummary[] = [
  summaryOf(VACUUM, 1),
  summaryOf({ ...VACUUM, id: 'camera', name: 'Garden camera', mac: '02:00:00:00:00:22', addresses: ['192.0.2.22'] }, 1),
  summaryOf(
    {
      ...VACUUM,
      id: '02-00-00-00-00-99',
      name: 'unknown-thing',
      mac: '02:00:00:00:00:99',
      addresses: ['192.0.2.99'],
      zone: 'private',
      listed: false,
    },
    0,
  ),
  summaryOf(
    {
      ...VACUUM,
      site: 'porto',
      id: 'door-camera',
      name: 'Door camera',
      mac: '02:00:00:00:01:22',
      addresses: ['198.51.100.22'],
    },
    1,
  ),
];

/** Keeps the trail, and sees nothing else. */
export const AUDREY: Caller = {
  name: 'audrey',
  displayName: 'Audrey Auditor',
  roles: ['auditor'],
  sites: [],
  signOut: '/signout',
};

export const DECISIONS: AuditEntry[] = [
  { id: '0-7', at: minutesAgo(3), by: 'ada', action: 'policy', note: '', policyVersion: 3 },
  {
    id: '0-6',
    at: minutesAgo(20),
    by: 'olga',
    action: 'mute',
    site: 'lisbon',
    alert: PLUG_MUTED.id,
    until: minutesAgo(-60),
    note: 'waits for the plumber',
  },
  { id: '0-5', at: minutesAgo(50), by: 'olga', action: 'adopt', site: 'lisbon', device: VACUUM.id, note: '' },
];

const DIFFERENCE: Difference = {
  kind: 'rule',
  origin: 'things-stay-in',
  device: VACUUM.id,
  deviceName: 'Robot vacuum',
  peer: { ip: '203.0.113.9', name: 'ota.vacuum.example', otherNames: [] },
  service: 'https',
  severity: 'high',
  count: 412,
  first: minutesAgo(9_000),
  last: minutesAgo(30),
  ruleText: 'things-stay-in: allow nothing',
  doubts: [],
};

/** What forbidding things the internet would have changed. */
export const IMPACT: Impact = {
  observations: 48_210,
  first: minutesAgo(10_080),
  last: minutesAgo(1),
  begun: [
    {
      ...DIFFERENCE,
      essential: {
        hostnames: '*.vacuum.example',
        devices: 'vacuums of this maker',
        effect: 'Without it, the vacuum gets no new software.',
        source: 'the maker',
        when: '2026-01',
        confidence: 'reported',
      },
    },
    {
      ...DIFFERENCE,
      device: 'camera',
      deviceName: 'Garden camera',
      peer: { ip: '198.51.100.7', otherNames: [] },
      doubts: ['Nobody was seen asking for this address: an entry for its name would not have fitted.'],
    },
  ],
  ended: [{ ...DIFFERENCE, origin: 'old-rule', count: 3 }],
  unchanged: 4,
  leftOut: 0,
  missing: ['Flows of zones whose detail is counts are not judged.'],
};

export const FLOWS: Flow[] = [
  {
    '@timestamp': minutesAgo(1),
    event: { kind: 'event', dataset: 'curfew.flow' },
    observer: { name: 'lisbon-pi' },
    source: { ip: '192.0.2.21', port: 50_112, mac: '02-00-00-00-00-21', bytes: 2_140, packets: 12 },
    destination: { ip: '203.0.113.9', port: 443, bytes: 48_312, packets: 40 },
    network: { transport: 'tcp', protocol: 'tls' },
    curfew: {
      id: 'lisbon-pi/7/1',
      flow: 1,
      phase: 'end',
      initiator: 'seen',
      outcome: 'closed',
      site: 'lisbon',
      sensor: 'lisbon-pi',
      device: 'vacuum',
      zone: 'things',
      peer: { ip: '203.0.113.9', name: 'ota.vacuum.example' },
      verdict: { result: 'violation', rule: 'things-stay-home', severity: 'high', why: 'no entry fits' },
    },
  },
  {
    '@timestamp': minutesAgo(2),
    event: { kind: 'event', dataset: 'curfew.flow' },
    observer: { name: 'porto-pi' },
    source: { ip: '198.51.100.30' },
    destination: { ip: '198.51.100.10' },
    network: { transport: 'icmp' },
    curfew: {
      id: 'porto-pi/3/9',
      flow: 9,
      phase: 'start',
      initiator: 'seen',
      site: 'porto',
      sensor: 'porto-pi',
      responder_device: 'porto-hass',
      verdict: { result: 'unjudged' },
    },
  },
];

export const TREND: TrafficTrend = {
  hours: Array.from({ length: 48 }, (_none, index) => ({
    start: hourOf((48 - index) * 60),
    sums: {
      count: 40,
      attempts: {
        answered: 20 + (index % 7),
        unanswered: index % 12,
        refused: index % 3,
        rejected: index > 30 ? 9 : 0,
      },
      initiatorBytes: 20_000,
      responderBytes: 90_000,
    },
    verdicts: { allowed: 30, violation: index % 12, unjudged: 2 },
  })),
  peers: [
    {
      peer: 'ota.vacuum.example',
      sums: {
        count: 900,
        attempts: { answered: 0, unanswered: 871, refused: 0, rejected: 29 },
        initiatorBytes: 52_000,
        responderBytes: 0,
      },
      first: minutesAgo(2_880),
      last: minutesAgo(30),
    },
    {
      sums: {
        count: 4,
        attempts: { answered: 4, unanswered: 0, refused: 0, rejected: 0 },
        initiatorBytes: 900,
        responderBytes: 800,
      },
      first: minutesAgo(2_000),
      last: minutesAgo(90),
    },
  ],
};

function top(what: Omit<TopEntry, 'sums' | 'verdicts'>, count: number, violation: number): TopEntry {
  const silent = Math.floor(violation * 0.9);
  return {
    ...what,
    sums: {
      count,
      attempts: { answered: count - violation, unanswered: silent, refused: violation - silent, rejected: 0 },
      initiatorBytes: count * 1_200,
      responderBytes: (count - violation) * 5_400,
    },
    verdicts: { allowed: count - violation, violation, unjudged: 0 },
  };
}

export const TOPS: Record<string, TopEntry[]> = {
  device: [
    top({ site: 'lisbon', device: 'vacuum' }, 2_104, 900),
    top({ site: 'lisbon', device: 'camera' }, 911, 7),
    top({ site: 'porto', device: 'door-camera' }, 640, 0),
  ],
  peer: [
    top({ peer: 'ota.vacuum.example' }, 1_204, 900),
    top({ peer: 'api.camera.example' }, 911, 7),
    top({ peer: 'ntp.example.org' }, 640, 0),
  ],
  service: [top({ service: 'https' }, 3_015, 903), top({ service: 'ntp' }, 640, 4)],
  rule: [top({ rule: 'things-stay-home' }, 3_655, 907)],
  zones: [
    top({ zone: 'things', toZone: '@outside' }, 2_105, 900),
    top({ zone: 'private', toZone: 'things' }, 1_400, 0),
    top({ zone: 'things', toZone: 'private' }, 31, 7),
    { ...top({ zone: 'guest', toZone: '@outside' }, 804, 0), verdicts: { allowed: 0, violation: 0, unjudged: 804 } },
    top({ zone: '@outside', toZone: 'things' }, 4, 4),
  ],
  pair: [
    top({ site: 'lisbon', device: 'vacuum', peer: 'ota.vacuum.example' }, 1_204, 900),
    top({ site: 'lisbon', device: 'vacuum', peer: 'hass' }, 900, 0),
    top({ site: 'lisbon', device: 'camera', peer: 'api.camera.example' }, 880, 7),
    top({ site: 'lisbon', device: 'camera', peer: 'ntp.example.org' }, 31, 0),
    top({ site: 'porto', device: 'door-camera', peer: 'ntp.example.org' }, 609, 0),
    top({ site: 'porto', device: 'door-camera', peer: 'relay.a-vendor-with-a-very-long-name.example' }, 31, 0),
  ],
};

export const QUESTIONS: DnsTransaction[] = [
  {
    '@timestamp': minutesAgo(1),
    event: { kind: 'event', dataset: 'curfew.dns' },
    observer: { name: 'lisbon-pi' },
    source: { ip: '192.0.2.22', port: 40_001 },
    destination: { ip: '192.0.2.1', port: 53 },
    network: { transport: 'udp', protocol: 'dns' },
    dns: {
      id: '4711',
      question: { name: 'api.camera.example', type: 'A' },
      response_code: 'NOERROR',
      answers: ['1', '2', '3', '4', '5'].map((last) => ({
        name: 'api.camera.example',
        type: 'A',
        data: `198.51.100.${last}`,
        ttl: 60,
      })),
    },
    curfew: {
      id: 'lisbon-pi/7/2',
      blocked: false,
      site: 'lisbon',
      sensor: 'lisbon-pi',
      device: 'camera',
      zone: 'things',
      verdict: { result: 'allowed', rule: 'ask-the-resolver' },
    },
  },
  {
    '@timestamp': minutesAgo(3),
    event: { kind: 'event', dataset: 'curfew.dns' },
    observer: { name: 'lisbon-pi' },
    source: { ip: '192.0.2.22', port: 40_002 },
    destination: { ip: '9.9.9.9', port: 53 },
    network: { transport: 'udp', protocol: 'dns' },
    dns: { id: '4712', question: { name: 'api.camera.example', type: 'AAAA' } },
    curfew: {
      id: 'lisbon-pi/7/1',
      blocked: false,
      site: 'lisbon',
      sensor: 'lisbon-pi',
      device: 'camera',
      verdict: { result: 'violation', rule: 'things-stay-home', severity: 'medium', why: 'no entry fits' },
    },
  },
];

export const POLICY: PolicyDocument = {
  version: 3,
  author: 'ada',
  changed: minutesAgo(600),
  text: 'curfew: 1\nsites:\n  - id: lisbon\n    name: Home in Lisbon\n    resolvers: [192.0.2.1]\n',
  files: [],
  changedFiles: [],
};

/** The policies that were in force, the latest first. */
export const POLICY_VERSIONS: PolicyDocument[] = [
  POLICY,
  {
    ...POLICY,
    version: 2,
    author: 'olga',
    changed: minutesAgo(6_000),
    text: POLICY.text.replace('Home in Lisbon', 'Lisbon'),
  },
  { ...POLICY, version: 1, changed: minutesAgo(9_000), text: 'curfew: 1\nsites:\n  - id: lisbon\n' },
];

function setting(key: string, value: string | undefined, origin: Setting['origin'] = 'default'): Setting {
  const variable = key.replace(/[^a-z]/g, '_').toUpperCase();
  return { key, variable, ...(value !== undefined && { value }), secret: false, origin };
}

export const SETTINGS: Settings = {
  settings: [
    setting('curfew.keep.alerts', '400d'),
    { ...setting('curfew.opensearch.password', undefined, 'environment'), secret: true },
    setting('curfew.opensearch.url', 'http://127.0.0.1:7483'),
    setting('curfew.policy.files', '/var/lib/curfew/policy', 'environment'),
    setting('curfew.traffic.keep', '14d', 'file'),
    setting('curfew.traffic.most-size', '20G'),
    setting('kafka.bootstrap.servers', '127.0.0.1:7484', 'command-line'),
  ],
  files: [{ name: 'lists/trackers.txt', octets: 48_211, changed: minutesAgo(90) }],
  notifications: [
    {
      name: 'home-assistant',
      kind: 'mqtt',
      target: 'mqtts://broker.example.org',
      severity: 'low',
      sites: [],
      rules: [],
      resolved: true,
      gatherSeconds: 10,
      status: {
        waiting: 0,
        told: 48,
        refused: 0,
        dropped: 0,
        messages: 31,
        failures: 0,
        lastSuccess: minutesAgo(4),
      },
    },
    {
      name: 'phone',
      kind: 'webhook',
      target: 'https://phone.example.org/…',
      severity: 'high',
      sites: ['lisbon'],
      rules: ['things-stay-home'],
      resolved: false,
      gatherSeconds: 60,
      status: {
        waiting: 3,
        told: 17,
        refused: 2,
        dropped: 1,
        messages: 9,
        failures: 4,
        lastSuccess: minutesAgo(200),
        lastFailure: minutesAgo(2),
        lastReason: 'the host did not answer in time',
      },
    },
  ],
};

/** A small part of the language. */
export const POLICY_SCHEMA = {
  $ref: '#/$defs/document',
  $defs: {
    document: {
      properties: {
        curfew: { description: 'The version of the language.', const: 1 },
        sites: { description: 'The places.', items: { $ref: '#/$defs/site' } },
        rules: { description: 'What devices may and may not do.', items: { $ref: '#/$defs/rule' } },
      },
    },
    site: { properties: { id: {}, name: { description: 'How people call it.' }, resolvers: {} } },
    rule: {
      properties: {
        id: {},
        subject: { properties: { zones: {}, devices: {} } },
        severity: { description: 'How much breaking it matters.', enum: ['low', 'medium', 'high', 'critical'] },
      },
    },
  },
};

export function summaryOfAlert({ evidence, history, notes, hours, ...summary }: Alert): AlertSummary {
  const lastDay = Math.min(summary.count, 30);
  return { ...summary, lastHour: Math.min(lastDay, 12), lastDay };
}

function summaryOf(device: Device, openAlerts: number): DeviceSummary {
  const { site, id, name, mac, addresses, zone, tags, hostname, vendorClass, firstSeen, lastSeen, listed } = device;
  return {
    site,
    id,
    name,
    addresses,
    tags,
    firstSeen,
    lastSeen,
    listed,
    openAlerts,
    ...(mac && { mac }),
    ...(zone && { zone }),
    ...(hostname && { hostname }),
    ...(vendorClass && { vendorClass }),
  };
}
