import { useTranslation } from 'react-i18next';

import type { Device } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable, type Column } from '../../shared/ui/DataTable';
import { Panel } from '../../shared/ui/Panel';
import { inCommon, namesOf, peersOf, sharers, type Common } from './comparison';

/** Whom they talk to and what they ask for: what they share, and what is one's own. */
export function Shared({ devices }: { devices: Device[] }) {
  const { t } = useTranslation();
  const peers = inCommon(devices.map(peersOf));
  const names = inCommon(devices.map(namesOf));
  return (
    <>
      <Panel title={t('compare.peers')} text={summary(peers, devices.length)}>
        <CommonTable
          label={t('compare.peers')}
          devices={devices}
          rows={peers}
          cell={({ flows, bytesSent, violation }) => (
            <>
              {formatNumber(flows)}{' '}
              <span className="cf-small">
                {t('compare.sent', { bytes: formatBytes(bytesSent) })}
                {violation && ` · ${t('trend.violation').toLowerCase()}`}
              </span>
            </>
          )}
        />
      </Panel>
      <Panel title={t('compare.names')} text={summary(names, devices.length)}>
        <CommonTable
          label={t('compare.names')}
          devices={devices}
          rows={names}
          cell={(count) => t('device.server.times', { count })}
        />
      </Panel>
    </>
  );

  function summary(rows: Common<unknown>[], all: number): string {
    return t('compare.summary', {
      all: rows.filter((row) => sharers(row) === all).length,
      one: rows.filter((row) => sharers(row) === 1).length,
      count: rows.length,
    });
  }
}

interface CommonTableProps<Use> {
  label: string;
  devices: Device[];
  rows: Common<Use>[];
  cell: (use: Use) => React.ReactNode;
}

function CommonTable<Use>({ label, devices, rows, cell }: CommonTableProps<Use>) {
  const { t } = useTranslation();
  const columns: Column<Common<Use>>[] = [
    { title: t('compare.what'), width: 'large', cell: ({ name }) => <Code>{name}</Code> },
    { title: t('compare.whose'), cell: (row) => <Whose row={row} devices={devices} /> },
    ...devices.map(({ name, site, id }, index) => ({
      title: devices.some((other) => other.name === name && other.id !== id) ? `${name} (${site}/${id})` : name,
      cell: ({ uses }: Common<Use>) => {
        const use = uses[index];
        return use === undefined ? <span className="cf-small">–</span> : cell(use);
      },
    })),
  ];
  return rows.length === 0 ? (
    <p>{t('compare.nothing')}</p>
  ) : (
    <DataTable label={label} rows={rows} rowKey={({ name }) => name} columns={columns} />
  );
}

function Whose({ row, devices }: { row: Common<unknown>; devices: Device[] }) {
  const { t } = useTranslation();
  switch (sharers(row)) {
    case devices.length:
      return <>{t('compare.all')}</>;
    case 1:
      return (
        <strong>
          {t('compare.only', { device: devices.find((_device, index) => row.uses[index] !== undefined)?.name })}
        </strong>
      );
    default:
      return <>{t('compare.some')}</>;
  }
}
