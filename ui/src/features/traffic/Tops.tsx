import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { TopEntry } from '../../shared/api/client';
import { useSiteNames } from '../../shared/api/queries';
import { topQuery } from '../../shared/api/traffic';
import { formatNumber } from '../../shared/text/numbers';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { Panel } from '../../shared/ui/Panel';
import { Awaited } from './Awaited';
import { OrderSelect } from './OrderSelect';
import { SaveRows } from './SaveRows';
import type { TrafficChange } from './TrafficFilterBar';
import { scopeOf, TOPS, trafficFilters, type Top, type TrafficFilters } from './trafficFilters';
import { VerdictBar, VerdictWords } from './VerdictBar';

const SHOWN = 50;

interface TopsProps {
  filters: TrafficFilters;
  onChange: (next: TrafficChange) => void;
  onClear: () => void;
}

/** What was done most: by device, destination, service, name asked for, or rule. */
export function Tops({ filters, onChange, onClear }: TopsProps) {
  const { t } = useTranslation();
  const by: Top = filters.by ?? 'device';
  const order = filters.order ?? 'count';
  const entries = useQuery(
    topQuery(scopeOf(filters), {
      by: by === 'name' ? 'peer' : by,
      act: by === 'name' ? 'question' : 'flow',
      order,
      limit: SHOWN,
    }),
  );
  return (
    <>
      <div className="cf-trend__choices">
        <ToggleGroup aria-label={t('traffic.top.by')}>
          {TOPS.map((one) => (
            <ToggleGroupItem
              key={one}
              text={t(`traffic.top.${one}`)}
              isSelected={one === by}
              onChange={() => {
                onChange({ by: one });
              }}
            />
          ))}
        </ToggleGroup>
        <OrderSelect label={t('traffic.top.order')} order={order} onChange={onChange} />
      </div>
      <Awaited answer={entries} kind="top" filters={filters} onClear={onClear}>
        {(rows) => (
          <Panel title={t(`traffic.top.title.${by}`)} text={t('traffic.top.text')}>
            <SaveRows name={t(`traffic.top.title.${by}`)} rows={rows} />
            <TopTable by={by} rows={rows} filters={filters} />
          </Panel>
        )}
      </Awaited>
    </>
  );
}

function TopTable({ by, rows, filters }: { by: Top; rows: TopEntry[]; filters: TrafficFilters }) {
  const { t } = useTranslation();
  const most = Math.max(...rows.map(({ sums }) => sums.count), 1);
  return (
    <DataTable
      label={t(`traffic.top.title.${by}`)}
      rows={rows}
      rowKey={(entry) => [entry.site, entry.device, entry.peer, entry.service, entry.rule].join('/')}
      columns={[
        {
          title: t(`traffic.top.one.${by}`),
          width: 'large',
          cell: (entry) => <What entry={entry} filters={filters} />,
        },
        {
          title: t('traffic.top.attempts'),
          numeric: true,
          cell: (entry) => (
            <>
              {formatNumber(entry.sums.count)}
              <VerdictBar entry={entry} most={most} />
              <VerdictWords verdicts={entry.verdicts} />
            </>
          ),
        },
        {
          title: t('trend.unanswered'),
          numeric: true,
          cell: ({ sums }) => formatNumber(sums.attempts.unanswered),
        },
        {
          title: t('traffic.top.refused'),
          numeric: true,
          cell: ({ sums: { attempts } }) => formatNumber(attempts.refused + attempts.rejected),
        },
        { title: t('trend.sent'), numeric: true, cell: ({ sums }) => formatBytes(sums.initiatorBytes) },
        { title: t('trend.received'), numeric: true, cell: ({ sums }) => formatBytes(sums.responderBytes) },
      ]}
    />
  );
}

/** What a row is of, and the way into it: the same traffic, narrowed to that, by the next thing that one asks. */
function What({ entry: { site, device, peer, service, rule }, filters }: { entry: TopEntry; filters: TrafficFilters }) {
  const siteName = useSiteNames();
  const { t } = useTranslation();
  const into = (next: Record<string, string | undefined>) => trafficFilters({ ...filters, ...next });
  if (site && device) {
    return (
      <>
        <Link to="/traffic" search={into({ site, device, by: 'peer' })}>
          {device}
        </Link>
        <div className="cf-small">
          {siteName(site)} ·{' '}
          <Link to="/devices/$site/$device" params={{ site, device }}>
            {t('traffic.top.dossier')}
          </Link>
        </div>
      </>
    );
  }
  if (peer) {
    return (
      <Link to="/traffic" search={into({ peer, ...(filters.by !== 'name' && { by: 'device' }) })}>
        <Code>{peer}</Code>
      </Link>
    );
  }
  return (
    <Link to="/traffic" search={into({ ...(service && { service }), ...(rule && { rule }), by: 'device' })}>
      {service ?? rule}
    </Link>
  );
}
