/* eslint-disable @typescript-eslint/consistent-type-assertions -- a home made of parts of another */
import i18next from 'i18next';
import { expect, test } from 'vitest';

import { MATERIAL } from '../../test/material';
import { markdownOf } from './markdown';
import { identifiersOf, leaksIn, redacted, withoutNames } from './redaction';
import { reportOf } from './report';
import type { Material } from './gather';
import { sectionsOf } from './words';

const word = (kind: string, number: number) => `${kind} ${String(number)}`;
const t = i18next.getFixedT('en');

function textOf(material: Material): string {
  return markdownOf('', sectionsOf(redacted(reportOf(material), material, word), t));
}

function leaks(text: string, material: Material): string[] {
  const report = withoutNames(redacted(reportOf(material), material, word), word);
  return leaksIn(text, material, markdownOf('', sectionsOf(report, t)));
}

function alertTo(name: string | undefined, ip = '203.0.113.40'): Material['alerts'][number] {
  return {
    ...MATERIAL.alerts[0],
    peer: { ip, ...(name && { name }), otherNames: [] },
  } as Material['alerts'][number];
}

function peersOf(...alerts: Material['alerts']) {
  const material = { ...MATERIAL, alerts };
  return redacted(reportOf(material), material, word).matters.map(({ peer }) => peer);
}

/** A home in which everything has a name that somebody would know again. */
const HOME: Material = {
  ...MATERIAL,
  site: {
    ...MATERIAL.site,
    id: 'rua-das-flores-12',
    name: 'Casa da Olga',
    zones: [{ id: 'olgas-room', subnets: ['10.77.3.0/24', 'fd12:3456:789a::/64'], vlans: [30] }],
    sensors: MATERIAL.site.sensors.map((sensor) => ({ ...sensor, id: 'attic-pi-olga' })),
  },
  devices: [
    {
      ...MATERIAL.devices[0],
      id: 'olgas-phone',
      name: "Olga's phone",
      mac: 'de:ad:be:ef:12:34',
      addresses: ['10.77.3.21', 'fd12:3456:789a::21'],
      hostname: 'olga-pixel',
      zone: 'olgas-room',
      firstSeen: '2026-11-15T00:00:00Z',
      lastSeen: '2026-11-16T00:00:00Z',
    } as Material['devices'][number],
  ],
  alerts: [
    { name: 'olga-pixel.fritz.box' },
    { name: 'olga-casa.duckdns.org' },
    { name: 'olgas-phone' },
    { name: 'backup.olga-pixel.example.org' },
    { name: 'deadbeef1234.iot.example.com' },
    { name: 'telemetry.example.org' },
    { ip: '198.51.100.23' },
    { ip: '2001:db8:77::5' },
    { ip: '10.77.3.21' },
  ].map(
    ({ name, ip }) =>
      ({
        ...MATERIAL.alerts[0],
        origin: 'olga-stays-offline',
        device: 'olgas-phone',
        deviceName: "Olga's phone",
        mac: 'de:ad:be:ef:12:34',
        deviceIp: '10.77.3.21',
        zone: 'olgas-room',
        peer: { ip: ip ?? '203.0.113.9', ...(name && { name }), otherNames: [] },
        what: "Olga's phone (10.77.3.21) talked",
        acknowledgement: { by: 'olga', at: '2026-11-16T00:00:00Z', note: 'It is my phone' },
        resolution: { by: 'pedro', at: '2026-11-16T00:00:00Z' },
      }) as Material['alerts'][number],
  ),
  top: [{ ...MATERIAL.top[0], site: 'rua-das-flores-12', device: 'olgas-phone' } as Material['top'][number]],
  policies: [{ version: 4, author: 'olga.silva', changed: '2026-11-14T00:00:00Z', changedFiles: [] }],
};

test('nothing of the home is left in the text', () => {
  const whole = markdownOf('', sectionsOf(reportOf(HOME), t));
  const text = textOf(HOME);

  // Without this, nothing could be left because nothing was there.
  expect(leaks(whole, HOME)).toEqual(expect.arrayContaining(["Olga's phone", '198.51.100.23', 'olga.silva']));
  expect(leaks(text, HOME)).toEqual([]);
  expect(text).not.toMatch(/olga|pedro|flores|casa|pixel|deadbeef|10\.77|198\.51|fd12|2001:db8|phone/i);
});

/** What must not be left of a home, listed without the code that removes it. */
function namesIn({ site, devices, alerts, policies }: Material): string[] {
  const ofDevices = devices.flatMap((device) => [
    device.id,
    device.name,
    device.hostname,
    device.mac,
    device.zone,
    ...device.addresses,
  ]);
  const ofAlerts = alerts.flatMap(({ origin, peer }) => [origin, peer?.ip]);
  const all = [site.id, site.name, ...ofDevices, ...ofAlerts, ...(policies ?? []).map(({ author }) => author)];
  return all.filter((one) => one !== undefined);
}

test('nothing of a home is left, whatever things are called', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const home = madeUp(seed);
    const text = textOf(home);

    const told = namesIn(home);

    expect(told.length, `seed ${String(seed)}`).toBeGreaterThan(5);
    expect(leaks(text, home), `seed ${String(seed)}`).toEqual([]);
    for (const identifier of [...told, ...identifiersOf(home)].filter((one) => one.length > 5)) {
      expect(text, `seed ${String(seed)}`).not.toContain(identifier);
    }
  }
});

test('the same thing has the same pseudonym throughout, in the table of violations as in all others', () => {
  const { matters, busiest, fresh, quiet } = redacted(reportOf(HOME), HOME, word);

  expect(new Set(matters.map(({ device }) => device))).toEqual(new Set(['device 1']));
  expect([busiest[0]?.device, fresh[0]?.device, quiet[0]?.device]).toEqual(['device 1', 'device 1', 'device 1']);
  expect(matters[2]?.peer).toBe('device 1');
});

test('the older a device, the lower its number, so that it keeps it', () => {
  const [one] = MATERIAL.devices;
  const at = (name: string, firstSeen: string) =>
    ({ ...one, id: name, name, firstSeen, lastSeen: '2026-11-16T00:00:00Z' }) as Material['devices'][number];
  const material = {
    ...MATERIAL,
    alerts: [],
    devices: [at('zebra', '2026-11-14T00:00:00Z'), at('aardvark', '2026-11-15T00:00:00Z')],
  };

  expect(redacted(reportOf(material), material, word).fresh.map(({ device }) => device)).toEqual([
    'device 1',
    'device 2',
  ]);
});

test('names of the web stay, detections too, those of the home do not', () => {
  expect(peersOf(alertTo('telemetry.example.org'))).toEqual(['telemetry.example.org']);
  expect(peersOf(alertTo('nas.local'))).toEqual(['name 1']);
  expect(peersOf(alertTo('somebody.myfritz.net'))).toEqual(['name 1']);
  expect(peersOf(alertTo('a1b2c3d4e5f6.iot.example.org'))).toEqual(['name-1.iot.example.org']);
  expect(peersOf(alertTo(undefined))).toEqual(['address 1']);
  expect(redacted(reportOf(MATERIAL), MATERIAL, word).rules.map(({ origin }) => origin)).toEqual([
    'rule 1',
    'dns-bypass',
    'hard-coded-address',
  ]);
});

test('a home that is called by a word of every report is no leak', () => {
  const material: Material = {
    ...MATERIAL,
    site: { ...MATERIAL.site, id: 'home', name: 'Home' },
    devices: MATERIAL.devices.map((device) => ({ ...device, name: 'Device', hostname: '42' })),
  };

  expect(leaks(textOf(material), material)).toEqual([]);
});

test('no pseudonym is the real name of another', () => {
  const [one, two] = MATERIAL.devices;
  const material = {
    ...MATERIAL,
    alerts: [],
    devices: [
      { ...one, name: 'Fridge', firstSeen: '2026-11-14T00:00:00Z' },
      { ...two, name: 'Device 1', firstSeen: '2026-11-15T00:00:00Z' },
    ] as Material['devices'],
  };

  expect(redacted(reportOf(material), material, word).fresh.map(({ device }) => device)).toEqual([
    'device 2',
    'device 3',
  ]);
});

/** Dice that fall the same way for the same seed. */
function madeUp(seed: number): Material {
  let state = seed;
  const below = (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % most;
  };
  const pick = (from: readonly string[]) => from[below(from.length)] ?? '';
  const syllables = ['ka', 'zu', 'Mi', '-', 'ro', ' ', 'xé', '_', 'lo', '.', "'", '7', 'tw', '(', 'ph'];
  const name = () => `q${Array.from({ length: 3 + below(5) }, () => pick(syllables)).join('')}j${String(below(90))}`;
  const ip = () => `10.${String(below(250))}.${String(below(250))}.${String(1 + below(250))}`;
  const devices = Array.from({ length: 6 }, (_none, index) => ({
    ...MATERIAL.devices[0],
    id: `dev${String(below(1_000_000))}-${String(index)}`,
    name: name(),
    hostname: name(),
    mac: Array.from({ length: 6 }, () => (16 + below(200)).toString(16)).join(':'),
    addresses: [ip(), `fd00:${(4_096 + below(60_000)).toString(16)}::${String(1 + below(99))}`],
    zone: name(),
    firstSeen: '2026-11-14T00:00:00Z',
    lastSeen: '2026-11-15T00:00:00Z',
  })) as Material['devices'];
  const any = () => devices[below(devices.length)] ?? MATERIAL.devices[0];
  const alerts = Array.from({ length: 10 }, () => {
    const device = any();
    const other = any();
    const peers = [
      other?.name,
      other?.hostname,
      `${other?.hostname ?? ''}.lan`,
      `${other?.id ?? ''}.cloud.example.org`,
      undefined,
    ];
    const peer = peers[below(peers.length)];
    return {
      ...MATERIAL.alerts[0],
      origin: name(),
      device: device?.id,
      deviceName: device?.name,
      mac: device?.mac,
      deviceIp: device?.addresses[0],
      zone: device?.zone,
      service: below(2) === 0 ? 'https' : 'tcp/8883',
      peer: { ip: below(2) === 0 ? ip() : other?.addresses[1], ...(peer && { name: peer }), otherNames: [] },
    };
  }) as Material['alerts'];
  return {
    ...MATERIAL,
    site: { ...MATERIAL.site, id: `s${String(below(100_000))}`, name: name() },
    devices,
    alerts,
    top: devices.map(({ id, site }) => ({ ...MATERIAL.top[0], site, device: id })) as Material['top'],
    policies: [{ version: 1, author: name(), changed: '2026-11-14T00:00:00Z', changedFiles: [] }],
  };
}
