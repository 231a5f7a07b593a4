import i18next from 'i18next';
import { expect, test } from 'vitest';

import { LISBON, summaryOfAlert, VACUUM_CALLS_HOME } from '../../test/house';
import { MATERIAL } from '../../test/material';
import type { Material } from './gather';
import { reportOf } from './report';
import { sectionsOf } from './words';

const [CAMERA] = MATERIAL.devices;
if (!CAMERA) {
  throw new Error('the house has a device');
}

test('violations are counted by severity and by rule, the gravest first', () => {
  const { sums, severities, rules, matters } = reportOf(MATERIAL);

  expect(sums.matters).toBe(MATERIAL.alerts.length);
  expect(severities.find(({ severity }) => severity === 'high')?.open).toBe(2);
  expect(rules.map(({ origin }) => origin)).toEqual(['things-stay-home', 'dns-bypass', 'hard-coded-address']);
  expect(matters[0]).toMatchObject({ severity: 'high', device: 'Robot vacuum', times: 42 });
});

test('who was first seen in the time is new, who was not seen in its last day is quiet', () => {
  const at = (name: string, firstSeen: string, lastSeen: string) => ({
    ...CAMERA,
    id: name,
    name,
    firstSeen,
    lastSeen,
  });

  const { fresh, quiet } = reportOf({
    ...MATERIAL,
    devices: [
      at('new', '2026-11-15T00:00:00Z', '2026-11-20T11:00:00Z'),
      at('quiet', '2026-10-01T00:00:00Z', '2026-11-17T00:00:00Z'),
      at('gone-before', '2026-09-01T00:00:00Z', '2026-10-01T00:00:00Z'),
      at('usual', '2026-09-01T00:00:00Z', '2026-11-20T11:59:00Z'),
    ],
  });

  expect(fresh.map(({ device }) => device)).toEqual(['new']);
  expect(quiet.map(({ device }) => device)).toEqual(['quiet']);
});

test('devices that were not seen in the time are not counted as those that tried something', () => {
  const seen = (id: string, firstSeen: string, lastSeen: string) => ({ ...CAMERA, id, firstSeen, lastSeen });

  const { sums } = reportOf({
    ...MATERIAL,
    devices: [
      seen('gone-before', '2026-01-01T00:00:00Z', '2026-11-13T11:59:59Z'),
      seen('here-all-along', '2026-01-01T00:00:00Z', '2026-11-20T13:00:00Z'),
      seen('left-in-it', '2026-01-01T00:00:00Z', '2026-11-13T12:00:00Z'),
      seen('came-after', '2026-11-20T12:00:00Z', '2026-11-20T13:00:00Z'),
    ],
  });

  expect(sums.devices).toBe(2);
});

test('the policy that the time began with is told, and each that came into force in it', () => {
  expect(reportOf(MATERIAL).policies.map(({ version }) => version)).toEqual([2, 3]);
});

test('without the sight of all sites, the versions are those of the violations', () => {
  const { policies, doubts } = reportOf({ ...MATERIAL, policies: undefined });

  expect(policies).toEqual([{ version: 3, at: undefined, by: undefined }]);
  expect(doubts).toContain('noPolicies');
});

test('what a report cannot know is told', () => {
  expect(reportOf({ ...MATERIAL, hours: [], questions: 0, site: { ...LISBON, sensors: [] } }).doubts).toEqual([
    'noSensor',
    'noHours',
  ]);
  expect(reportOf({ ...MATERIAL, questions: 0 }).doubts).toEqual(['noQuestions']);
  const [sensor] = LISBON.sensors;
  expect(
    reportOf({
      ...MATERIAL,
      site: {
        ...LISBON,
        sensors: sensor ? [{ ...sensor, lastSeen: '2026-11-19T00:00:00Z', packetsDropped: 4_000 }] : [],
      },
    }).doubts,
  ).toEqual(['silentSensor', 'lossySensor']);
});

test('a gap of the watching is told with its time', () => {
  const gap: Material['alerts'][number] = {
    ...summaryOfAlert(VACUUM_CALLS_HOME),
    kind: 'detection',
    origin: 'sensor-silent',
  };

  expect(reportOf({ ...MATERIAL, alerts: [gap] })).toMatchObject({
    gaps: [{ origin: 'sensor-silent', first: gap.first, last: gap.last }],
    doubts: ['gaps'],
  });
});

test('what is not summed up yet is not told as nothing', () => {
  const [summary] = sectionsOf(reportOf({ ...MATERIAL, hours: [] }), i18next.getFixedT('en'));

  expect(summary?.paragraphs[0]).toContain('How often they tried something is not summed up yet.');
  expect(summary?.paragraphs.join(' ')).not.toMatch(/tried 0|None of them broke a rule/);
});
