import type { DnsTransaction, Flow, Severity } from '../shared/api/client';
import { http, HttpResponse, type HttpHandler } from 'msw';

import {
  ADDRESSES,
  ALERTS,
  DECISIONS,
  DEVICES,
  DOSSIERS,
  FLOWS,
  GLANCES,
  LISBON,
  LISBON_SENSOR,
  OLGA,
  POLICY,
  POLICY_SCHEMA,
  POLICY_VERSIONS,
  PORTO,
  PORTO_SENSOR,
  QUESTIONS,
  SETTINGS,
  summaryOfAlert,
  TOPS,
  TREND,
} from './house';

/** Answers as the collector does, with the two sites of house.ts. Filters work; nothing is remembered. */
export const collector: HttpHandler[] = [
  http.get('*/api/v1/me', () => HttpResponse.json(OLGA)),
  http.get('*/api/v1/sites', () => HttpResponse.json({ items: [LISBON, PORTO] })),
  http.get('*/api/v1/overview', () => HttpResponse.json({ at: '2026-11-20T12:00:00Z', sites: GLANCES })),
  http.get('*/api/v1/sensors', ({ request }) => {
    const site = new URL(request.url).searchParams.get('site');
    return HttpResponse.json({
      items: [LISBON_SENSOR, PORTO_SENSOR].filter((sensor) => (site ?? sensor.site) === sensor.site),
    });
  }),
  http.post('*/api/v1/sites/:site/invitations', ({ params }) =>
    HttpResponse.json(
      { site: params['site'], sensor: 'attic', token: 'Zm9yLXRoaXMtcGljdHVyZS1vbmx5', until: '2026-11-20T12:30:00Z' },
      { status: 201 },
    ),
  ),
  http.get('*/api/v1/alerts', ({ request }) => {
    const query = new URL(request.url).searchParams;
    const wanted = (key: string, value: string | undefined) => {
      const asked = query.getAll(key);
      return asked.length === 0 || (value !== undefined && asked.includes(value));
    };
    const found = ALERTS.filter(
      (alert) =>
        wanted('site', alert.site) &&
        wanted('zone', alert.zone) &&
        wanted('device', alert.device) &&
        wanted('origin', alert.origin) &&
        (query.get('peer') === null || [alert.peer?.name, alert.peer?.ip].includes(query.get('peer') ?? '')) &&
        wanted('severity', alert.severity) &&
        wanted('state', alert.state) &&
        JSON.stringify(alert)
          .toLowerCase()
          .includes((query.get('q') ?? '').toLowerCase()),
    );
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return HttpResponse.json({
      items: found.slice(from, to).map(summaryOfAlert),
      total: found.length,
      ...(to < found.length && { next: String(to) }),
    });
  }),
  http.get('*/api/v1/alerts/groups', ({ request }) => {
    const by = new URL(request.url).searchParams.get('by');
    const open = ALERTS.filter(({ state }) => state === 'open');
    const keyOf = ({ origin, device, peer }: (typeof ALERTS)[number]) =>
      by === 'rule' ? origin : by === 'destination' ? (peer?.name ?? peer?.ip ?? '') : device;
    const items = [...new Set(open.map(keyOf))].map((key) => {
      const alerts = open.filter((alert) => keyOf(alert) === key);
      const of = (wanted: Severity) => alerts.filter(({ severity }) => severity === wanted).length;
      return {
        key,
        name: by === 'device' ? alerts[0]?.deviceName : key,
        ...(by === 'device' && { site: alerts[0]?.site }),
        count: alerts.length,
        severities: { critical: of('critical'), high: of('high'), medium: of('medium'), low: of('low') },
        last: alerts[0]?.last,
      };
    });
    return HttpResponse.json({ items, complete: true });
  }),
  http.get('*/api/v1/alerts/:id/context', ({ params }) =>
    HttpResponse.json({
      network: { country: 'PT', asn: 64_500, owner: 'Example Networks' },
      ...(params['id'] === 'a1f0' && { rule: { file: 'policy.yaml', line: 12, version: 3 } }),
    }),
  ),
  http.get('*/api/v1/alerts/:id/firewall', ({ request }) =>
    HttpResponse.json({
      alert: 'a1f0',
      site: 'lisbon',
      form: new URL(request.url).searchParams.get('form'),
      title: 'Keep Robot vacuum from telemetry.example.org',
      text: 'table inet curfew {\n  chain forward {\n    ether saddr 02:00:00:00:00:21 ip daddr 203.0.113.40 reject\n  }\n}\n',
      use: 'Save it as /etc/nftables.d/curfew.nft and load it with nft -f.',
      cautions: ['The address behind the name may change.'],
    }),
  ),
  http.get('*/api/v1/alerts/:id', ({ params }) => {
    const alert = ALERTS.find(({ id }) => id === params['id']);
    return alert ? HttpResponse.json(alert) : notFound();
  }),
  http.get('*/api/v1/devices', ({ request }) => {
    const query = new URL(request.url).searchParams;
    const standing = query.get('standing');
    const items = DEVICES.filter(
      ({ site, name, listed }) =>
        (query.get('site') ?? site) === site &&
        (standing === null || listed === (standing === 'quiet')) &&
        name.toLowerCase().includes((query.get('q') ?? '').toLowerCase()),
    );
    return HttpResponse.json({
      items: items.map((device) => ({
        ...device,
        ...(standing === 'new' && { firstSeen: '2026-11-20T08:00:00Z' }),
        ...(standing === 'quiet' && { lastSeen: '2026-11-18T20:00:00Z' }),
      })),
    });
  }),
  http.get('*/api/v1/devices/:site/:device', ({ params }) => {
    const device = DOSSIERS.find(({ site, id }) => site === params['site'] && id === params['device']);
    return device ? HttpResponse.json(device) : notFound();
  }),
  http.get('*/api/v1/devices/:site/:device/addresses', ({ params }) =>
    HttpResponse.json({ site: params['site'], device: params['device'], items: ADDRESSES }),
  ),
  http.get('*/api/v1/audit', ({ request }) => {
    const query = new URL(request.url).searchParams;
    const items = DECISIONS.filter(
      ({ site, action }) => (query.get('site') ?? site) === site && (query.get('action') ?? action) === action,
    );
    return HttpResponse.json({ items, total: items.length });
  }),
  http.get('*/api/v1/traffic/flows', ({ request }) => HttpResponse.json({ items: FLOWS.filter(asked(request)) })),
  http.get('*/api/v1/traffic/dns', ({ request }) => HttpResponse.json({ items: QUESTIONS.filter(asked(request)) })),
  http.get('*/api/v1/traffic/hours', () => HttpResponse.json(TREND)),
  http.get('*/api/v1/traffic/top', ({ request }) =>
    HttpResponse.json({ items: TOPS[new URL(request.url).searchParams.get('by') ?? 'device'] ?? [] }),
  ),
  http.get('*/api/v1/settings', () => HttpResponse.json(SETTINGS)),
  http.post('*/api/v1/settings/notifications/:channel/test', () => HttpResponse.json({ taken: true })),
  http.post('*/api/v1/policy/check', () => HttpResponse.json({ mistakes: [], warnings: [] })),
  http.get('*/api/v1/policy/schema', () => HttpResponse.json(POLICY_SCHEMA)),
  http.get('*/api/v1/policy/versions', ({ request }) => {
    const query = new URL(request.url).searchParams;
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return HttpResponse.json({
      items: POLICY_VERSIONS.slice(from, to).map(({ text, ...version }) => version),
      total: POLICY_VERSIONS.length,
      ...(to < POLICY_VERSIONS.length && { next: String(to) }),
    });
  }),
  http.get('*/api/v1/policy/versions/:version', ({ params }) => {
    const found = POLICY_VERSIONS.find(({ version }) => String(version) === params['version']);
    return found ? HttpResponse.json(found) : notFound();
  }),
  http.get('*/api/v1/policy', () => HttpResponse.json(POLICY, { headers: { ETag: `"${String(POLICY.version)}"` } })),
];

function asked(request: Request) {
  const query = new URL(request.url).searchParams;
  return ({
    curfew,
    destination,
  }: Pick<Flow, 'curfew' | 'destination'> | Pick<DnsTransaction, 'curfew' | 'destination'>) =>
    (query.get('site') ?? curfew.site) === curfew.site &&
    (query.get('device') ?? curfew.device) === curfew.device &&
    [null, destination.ip, curfew.peer?.name].includes(query.get('peer'));
}

export function problem(status: number, title: string, detail: string) {
  return HttpResponse.json(
    { type: 'about:blank', title, status, detail },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

function notFound() {
  return problem(404, 'Not found', 'There is nothing by this name.');
}
