import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Device } from '../../shared/api/client';
import { trendQuery } from '../../shared/api/traffic';
import { formatNumber } from '../../shared/text/numbers';
import { millisOf, type Step, type Stretch } from '../../shared/time/everyStep';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { Failure } from '../../shared/ui/Failure';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LoadingRows } from '../../shared/ui/Loading';
import { Panel } from '../../shared/ui/Panel';
import { TrendChart } from '../../shared/ui/TrendChart';
import { usePolicyChanges } from './usePolicyChanges';

const SPANS = ['24', '168', '720', '2160'] as const;
const USUAL = '168';
const PEERS = 20;

/** How often and how much, over time; and with whom most. */
export function Activity({ device }: { device: Device }) {
  const { t } = useTranslation();
  const [hours, setHours] = useState<string>(USUAL);
  const { site, id } = device;
  const trend = useQuery(trendQuery({ site, device: id, hours }, { peers: PEERS }));
  return (
    <>
      <Panel title={t('device.activity.title')} text={t('device.activity.text')}>
        <div className="cf-trend__choices">
          <FilterSelect
            label={t('traffic.span.label')}
            all={t(`device.activity.span.${USUAL}`)}
            value={hours === USUAL ? undefined : hours}
            choices={SPANS.filter((one) => one !== USUAL).map((one) => ({
              id: one,
              label: t(`device.activity.span.${one}`),
            }))}
            onChoose={(chosen) => {
              setHours(chosen ?? USUAL);
            }}
          />
        </div>
        {trend.data === undefined ? (
          trend.error ? (
            <Failure error={trend.error} onRetry={() => void trend.refetch()} />
          ) : (
            <LoadingRows rows={4} />
          )
        ) : trend.data.hours.length === 0 ? (
          <p>{t('device.activity.none')}</p>
        ) : (
          <Chart key={hours} device={device} hours={trend.data.hours} step={Number(hours) > 200 ? 'day' : 'hour'} />
        )}
      </Panel>
      {trend.data && trend.data.peers.length > 0 && (
        <Panel title={t('device.activity.peers')}>
          <Chattiest device={device} peers={trend.data.peers} hours={hours} />
        </Panel>
      )}
    </>
  );
}

interface ChartProps {
  device: Device;
  hours: Parameters<typeof TrendChart>[0]['hours'];
  step: Step;
}

function Chart({ device, hours, step }: ChartProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { versions } = usePolicyChanges();
  const marks = versions.map(({ version, changed }) => ({
    at: Date.parse(changed),
    label: t('device.timeline.policyMark', { version }),
  }));
  const search = (stretch: Stretch, length: Step) => ({
    site: device.site,
    device: device.id,
    from: new Date(stretch.start).toISOString(),
    to: new Date(stretch.start + millisOf(length)).toISOString(),
  });
  return (
    <TrendChart
      title={t('device.activity.title')}
      hours={hours}
      step={step}
      marks={marks}
      wayTo={(stretch, length, when) => (
        <Link to="/traffic" search={search(stretch, length)}>
          {when}
        </Link>
      )}
      onChoose={(stretch, length) => {
        void navigate({ to: '/traffic', search: search(stretch, length) });
      }}
    />
  );
}

interface ChattiestProps {
  device: Device;
  peers: Parameters<typeof rowsOf>[0];
  hours: string;
}

function Chattiest({ device, peers, hours }: ChattiestProps) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('device.activity.peers')}
      rows={rowsOf(peers)}
      rowKey={({ peer }) => peer}
      columns={[
        {
          title: t('traffic.column.peer'),
          width: 'large',
          cell: ({ peer }) =>
            peer === '' ? (
              t('traffic.trend.rest')
            ) : (
              <Link
                to="/traffic"
                search={{
                  kind: 'hours',
                  site: device.site,
                  device: device.id,
                  peer,
                  ...(hours === '24' && { hours: '24' as const }),
                  ...(Number(hours) > 168 && { hours: '720' as const }),
                }}
              >
                <Code>{peer}</Code>
              </Link>
            ),
        },
        { title: t('traffic.top.attempts'), numeric: true, cell: ({ sums }) => formatNumber(sums.count) },
        { title: t('trend.unanswered'), numeric: true, cell: ({ sums }) => formatNumber(sums.attempts.unanswered) },
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

function rowsOf(
  peers: readonly {
    peer?: string;
    sums: {
      count: number;
      attempts: { unanswered: number; refused: number; rejected: number };
      initiatorBytes: number;
      responderBytes: number;
    };
  }[],
) {
  return peers.map(({ peer = '', sums }) => ({ peer, sums }));
}
