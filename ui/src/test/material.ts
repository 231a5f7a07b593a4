import type { Material } from '../features/reports/gather';
import type { PolicyVersion } from '../shared/api/client';
import { ALERTS, DEVICES, LISBON, summaryOfAlert, TOPS, TREND } from './house';

export const VERSIONS: PolicyVersion[] = [
  { version: 3, author: 'ada', changed: '2026-11-18T10:00:00Z', changedFiles: [] },
  { version: 2, author: 'olga', changed: '2026-10-31T12:00:00Z', changedFiles: [] },
  { version: 1, author: 'ada', changed: '2026-10-11T12:00:00Z', changedFiles: [] },
];

/** What a report of the home in Lisbon is made of. */
export const MATERIAL: Material = {
  site: LISBON,
  from: '2026-11-13T12:00:00Z',
  to: '2026-11-20T12:00:00Z',
  devices: DEVICES.filter(({ site }) => site === 'lisbon'),
  alerts: ALERTS.filter(({ site }) => site === 'lisbon').map(summaryOfAlert),
  alertsCut: false,
  top: (TOPS['device'] ?? []).filter(({ site }) => site === 'lisbon'),
  hours: TREND.hours,
  questions: 311,
  policies: VERSIONS,
};
