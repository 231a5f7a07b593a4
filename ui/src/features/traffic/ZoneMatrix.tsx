import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { TopEntry } from '../../shared/api/client';
import { topQuery } from '../../shared/api/traffic';
import { formatNumber } from '../../shared/text/numbers';
import { formatBytes } from '../../shared/ui/bytes';
import { DataTable } from '../../shared/ui/DataTable';
import { Panel } from '../../shared/ui/Panel';
import { Awaited } from './Awaited';
import { useQuarterNames } from './quarter';
import { SaveRows } from './SaveRows';
import { scopeOf, trafficFilters, type TrafficFilters } from './trafficFilters';
import { VerdictBar, VerdictWords } from './VerdictBar';

const MOST_CELLS = 500;

interface ZonesProps {
  filters: TrafficFilters;
  onClear: () => void;
}

/** From which zone into which, and what the policy says of it. */
export function Zones({ filters, onClear }: ZonesProps) {
  const { t } = useTranslation();
  const cells = useQuery(topQuery(scopeOf(filters), { by: 'zones', limit: MOST_CELLS }));
  return (
    <Awaited answer={cells} kind="zones" filters={filters} onClear={onClear}>
      {(rows) => (
        <Panel title={t('traffic.zones.title')} text={t('traffic.zones.text')}>
          <Matrix cells={rows} filters={filters} />
          <details>
            <summary>{t('asTable')}</summary>
            <SaveRows name={t('traffic.zones.title')} rows={rows} />
            <CellTable cells={rows} filters={filters} />
          </details>
        </Panel>
      )}
    </Awaited>
  );
}

function Matrix({ cells, filters }: { cells: TopEntry[]; filters: TrafficFilters }) {
  const { t } = useTranslation();
  const name = useQuarterNames();
  const rows = quarters(cells, ({ zone }) => zone);
  const columns = quarters(cells, ({ toZone }) => toZone);
  const most = Math.max(...cells.map(({ sums }) => sums.count), 1);
  return (
    <div className="cf-matrix">
      <table className="cf-matrix__table" aria-label={t('traffic.zones.matrix')}>
        <thead>
          <tr>
            <td className="cf-small">{t('traffic.zones.corner')}</td>
            {columns.map((zone) => (
              <th key={zone} scope="col">
                → {name(zone)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((zone) => (
            <tr key={zone}>
              <th scope="row">{name(zone)}</th>
              {columns.map((toZone) => {
                const cell = cells.find((one) => one.zone === zone && one.toZone === toZone);
                return (
                  <td key={toZone} className={cell && toneOf(cell)}>
                    {cell ? <Cell cell={cell} most={most} filters={filters} /> : <span className="cf-small">–</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, most, filters }: { cell: TopEntry; most: number; filters: TrafficFilters }) {
  return (
    <>
      <Way cell={cell} filters={filters}>
        {formatNumber(cell.sums.count)}
      </Way>
      <VerdictBar entry={cell} most={most} />
      <VerdictWords verdicts={cell.verdicts} />
    </>
  );
}

/** What of a cell's traffic: the devices that begin it. */
function Way({ cell, filters, children }: { cell: TopEntry; filters: TrafficFilters; children: React.ReactNode }) {
  const { t } = useTranslation();
  const name = useQuarterNames();
  const { zone = '', toZone = '' } = cell;
  return (
    <Link
      to="/traffic"
      search={trafficFilters({ ...filters, kind: 'top', by: zone === '@outside' ? 'peer' : 'device', zone, toZone })}
      aria-label={t('traffic.zones.way', { count: cell.sums.count, zone: name(zone), toZone: name(toZone) })}
    >
      {children}
    </Link>
  );
}

function CellTable({ cells, filters }: { cells: TopEntry[]; filters: TrafficFilters }) {
  const { t } = useTranslation();
  const name = useQuarterNames();
  return (
    <DataTable
      label={t('traffic.zones.title')}
      rows={cells}
      rowKey={({ zone, toZone }) => `${String(zone)}/${String(toZone)}`}
      columns={[
        { title: t('traffic.zones.from'), cell: ({ zone = '' }) => name(zone) },
        { title: t('traffic.zones.to'), cell: ({ toZone = '' }) => name(toZone) },
        {
          title: t('traffic.top.attempts'),
          numeric: true,
          cell: (cell) => (
            <Way cell={cell} filters={filters}>
              {formatNumber(cell.sums.count)}
            </Way>
          ),
        },
        {
          title: t('trend.violation'),
          numeric: true,
          cell: ({ verdicts }) => formatNumber(verdicts.violation),
        },
        { title: t('trend.unanswered'), numeric: true, cell: ({ sums }) => formatNumber(sums.attempts.unanswered) },
        { title: t('trend.sent'), numeric: true, cell: ({ sums }) => formatBytes(sums.initiatorBytes) },
        { title: t('trend.received'), numeric: true, cell: ({ sums }) => formatBytes(sums.responderBytes) },
      ]}
    />
  );
}

/** The zones by name, then who is in none. */
function quarters(cells: TopEntry[], of: (cell: TopEntry) => string | undefined): string[] {
  return [...new Set(cells.map(of).filter((zone) => zone !== undefined))].sort(
    (one, other) => Number(one.startsWith('@')) - Number(other.startsWith('@')) || one.localeCompare(other),
  );
}

function toneOf({ verdicts: { violation, allowed } }: TopEntry): string {
  if (violation > 0) {
    return 'cf-matrix__cell--violation';
  }
  return allowed > 0 ? 'cf-matrix__cell--allowed' : 'cf-matrix__cell--unjudged';
}
