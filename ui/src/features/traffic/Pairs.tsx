import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { TopEntry } from '../../shared/api/client';
import { useSiteNames } from '../../shared/api/queries';
import { topQuery } from '../../shared/api/traffic';
import { VERDICTS, type TopOrder, type Verdict } from '../../shared/api/trafficScope';
import { formatNumber } from '../../shared/text/numbers';
import { Legend } from '../../shared/ui/Bars';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { Panel } from '../../shared/ui/Panel';
import { Awaited } from './Awaited';
import { OrderSelect } from './OrderSelect';
import { SaveRows } from './SaveRows';
import { deviceKey, sankeyOf, type Node, type Ribbon } from './sankey';
import type { TrafficChange } from './TrafficFilterBar';
import { scopeOf, trafficFilters, type TrafficFilters } from './trafficFilters';
import { VerdictWords } from './VerdictBar';

const MOST_PAIRS = 60;
const MOST_DESTINATIONS = 14;
const WIDTH = 100;

interface PairsProps {
  filters: TrafficFilters;
  onChange: (next: TrafficChange) => void;
  onClear: () => void;
}

/** Which devices go where, as ribbons and as a table. */
export function Pairs({ filters, onChange, onClear }: PairsProps) {
  const { t } = useTranslation();
  const order = filters.order ?? 'count';
  const pairs = useQuery(topQuery(scopeOf(filters), { by: 'pair', order, limit: MOST_PAIRS }));
  return (
    <Awaited answer={pairs} kind="pairs" filters={filters} onClear={onClear}>
      {(rows) => (
        <Panel title={t('traffic.pairs.title')} text={t('traffic.pairs.text', { count: rows.length })}>
          <div className="cf-trend__choices">
            <OrderSelect label={t('traffic.pairs.width')} order={order} onChange={onChange} />
          </div>
          <Picture rows={rows} order={order} filters={filters} />
          <details>
            <summary>{t('asTable')}</summary>
            <SaveRows name={t('traffic.pairs.title')} rows={rows} />
            <PairTable rows={rows} filters={filters} />
          </details>
        </Panel>
      )}
    </Awaited>
  );
}

interface PictureProps {
  rows: TopEntry[];
  order: TopOrder;
  filters: TrafficFilters;
}

function Picture({ rows, order, filters }: PictureProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const siteName = useSiteNames();
  const { left, right, ribbons, height } = sankeyOf(rows, (entry) => valuesOf(entry, order), MOST_DESTINATIONS);
  if (ribbons.length === 0) {
    return <p>{t('traffic.pairs.none')}</p>;
  }
  const manySites = new Set(rows.map(({ site }) => site)).size > 1;
  const text = (value: number) =>
    order === 'count' || order === 'violations' ? formatNumber(value) : formatBytes(value);
  const nameOf = ({ entry }: Node) =>
    manySites && entry?.site ? `${entry.device ?? ''} · ${siteName(entry.site)}` : (entry?.device ?? '');
  return (
    <>
      <div className="cf-sankey">
        <ul className="cf-sankey__nodes" style={{ blockSize: height }} aria-label={t('traffic.pairs.devices')}>
          {left.map((node) => (
            <Place key={node.key} node={node}>
              <Link to="/traffic" search={intoDevice(filters, node)} title={`${nameOf(node)}: ${text(node.value)}`}>
                {nameOf(node)}
              </Link>
              <span className="cf-small">{text(node.value)}</span>
            </Place>
          ))}
        </ul>
        <svg
          className="cf-sankey__ribbons"
          viewBox={`0 0 ${String(WIDTH)} ${String(height)}`}
          preserveAspectRatio="none"
          style={{ blockSize: height }}
          aria-hidden="true"
        >
          {ribbons.map((ribbon) => (
            <path
              key={`${ribbon.from.key} ${ribbon.to.key} ${ribbon.verdict}`}
              className={`cf-sankey__ribbon cf-tone--${ribbon.verdict}`}
              d={pathOf(ribbon)}
              onClick={() => {
                if (ribbon.entry) {
                  void navigate({ to: '/traffic', search: intoPair(filters, ribbon.entry) });
                }
              }}
            >
              <title>{`${nameOf(ribbon.from)} → ${ribbon.to.entry?.peer ?? t('traffic.trend.rest')}: ${text(ribbon.value)} (${t(`trend.${ribbon.verdict}`)})`}</title>
            </path>
          ))}
        </svg>
        <ul className="cf-sankey__nodes" style={{ blockSize: height }} aria-label={t('traffic.pairs.destinations')}>
          {right.map((node) => (
            <Place key={node.key} node={node}>
              {node.entry?.peer ? (
                <Link
                  to="/traffic"
                  search={trafficFilters({ ...filters, kind: 'top', by: 'device', peer: node.entry.peer })}
                  title={`${node.entry.peer}: ${text(node.value)}`}
                >
                  {node.entry.peer}
                </Link>
              ) : (
                <span>{t('traffic.trend.rest')}</span>
              )}
              <span className="cf-small">{text(node.value)}</span>
            </Place>
          ))}
        </ul>
      </div>
      <div className="cf-bars__legend">
        <Legend
          parts={VERDICTS.map((verdict) => ({
            key: verdict,
            label: t(`trend.${verdict}`),
            tone: verdict === 'violation' ? 'bad' : verdict === 'allowed' ? 'good' : 'quiet',
          }))}
        />
      </div>
    </>
  );
}

function Place({ node, children }: { node: Node; children: React.ReactNode }) {
  return (
    <li className="cf-sankey__node" style={{ insetBlockStart: node.top, blockSize: node.height }}>
      {children}
    </li>
  );
}

function PairTable({ rows, filters }: { rows: TopEntry[]; filters: TrafficFilters }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <DataTable
      label={t('traffic.pairs.title')}
      rows={rows}
      rowKey={(entry) => `${deviceKey(entry)}/${entry.peer ?? ''}`}
      columns={[
        {
          title: t('traffic.column.device'),
          cell: ({ site = '', device = '' }) => (
            <>
              <Link to="/devices/$site/$device" params={{ site, device }}>
                {device}
              </Link>
              <div className="cf-small">{siteName(site)}</div>
            </>
          ),
        },
        {
          title: t('traffic.column.peer'),
          width: 'large',
          cell: (entry) => (
            <Link to="/traffic" search={intoPair(filters, entry)}>
              <Code>{entry.peer ?? ''}</Code>
            </Link>
          ),
        },
        {
          title: t('traffic.top.attempts'),
          numeric: true,
          cell: ({ sums, verdicts }) => (
            <>
              {formatNumber(sums.count)} <VerdictWords verdicts={verdicts} />
            </>
          ),
        },
        { title: t('trend.unanswered'), numeric: true, cell: ({ sums }) => formatNumber(sums.attempts.unanswered) },
        { title: t('trend.sent'), numeric: true, cell: ({ sums }) => formatBytes(sums.initiatorBytes) },
        { title: t('trend.received'), numeric: true, cell: ({ sums }) => formatBytes(sums.responderBytes) },
      ]}
    />
  );
}

function intoDevice(filters: TrafficFilters, { entry }: Node): TrafficFilters {
  return trafficFilters({ ...filters, kind: 'top', by: 'peer', site: entry?.site, device: entry?.device });
}

function intoPair(filters: TrafficFilters, { site, device, peer }: TopEntry): TrafficFilters {
  return trafficFilters({ ...filters, kind: 'hours', site, device, peer });
}

/** How wide a pair's ribbons are. Of bytes, each verdict has the share that it has of the attempts. */
function valuesOf({ sums, verdicts }: TopEntry, order: TopOrder): Record<Verdict, number> {
  switch (order) {
    case 'count':
      return verdicts;
    case 'violations':
      return { violation: verdicts.violation, allowed: 0, unjudged: 0 };
    case 'sent':
      return shares(sums.initiatorBytes, verdicts);
    case 'received':
      return shares(sums.responderBytes, verdicts);
  }
}

function shares(bytes: number, { violation, allowed, unjudged }: Record<Verdict, number>): Record<Verdict, number> {
  const all = violation + allowed + unjudged;
  return all === 0
    ? { violation: 0, allowed: 0, unjudged: bytes }
    : { violation: (bytes * violation) / all, allowed: (bytes * allowed) / all, unjudged: (bytes * unjudged) / all };
}

function pathOf({ fromTop, toTop, height, toHeight }: Ribbon): string {
  const half = WIDTH / 2;
  const n = (value: number) => value.toFixed(1);
  return [
    `M0,${n(fromTop)}`,
    `C${String(half)},${n(fromTop)} ${String(half)},${n(toTop)} ${String(WIDTH)},${n(toTop)}`,
    `V${n(toTop + toHeight)}`,
    `C${String(half)},${n(toTop + toHeight)} ${String(half)},${n(fromTop + height)} 0,${n(fromTop + height)}`,
    'Z',
  ].join('');
}
