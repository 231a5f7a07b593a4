import { Checkbox } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { AlertSummary } from '../../shared/api/client';
import { isReopened, useSiteNames } from '../../shared/api/queries';
import { formatNumber } from '../../shared/text/numbers';
import { Ago } from '../../shared/time/Moment';
import { DataTable, type Column, type TableProps } from '../../shared/ui/DataTable';
import { DeviceLink } from '../../shared/ui/DeviceLink';
import { PeerName } from '../../shared/ui/PeerName';
import { SeverityLabel } from '../../shared/ui/Severity';
import { VirtualTable } from '../../shared/ui/VirtualTable';

interface ViolationsTableProps {
  alerts: AlertSummary[];
  /** How many there are in all; absent where these are all. */
  total?: number;
  /** True within a group: then all rows are there. */
  isPart?: boolean;
  /** The row that the keyboard stands on. */
  activeIndex?: number | undefined;
  onNearEnd?: () => void;
  /** Absent for those who may not decide about violations. */
  choice?: Choice | undefined;
}

export interface Choice {
  chosen: ReadonlySet<string>;
  onChoose: (alerts: string[], isChosen: boolean) => void;
}

export function ViolationsTable({
  alerts,
  total,
  isPart = false,
  activeIndex,
  onNearEnd,
  choice,
}: ViolationsTableProps) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const columns: Column<AlertSummary>[] = [
    ...(choice ? [choiceColumn(choice, t)] : []),
    {
      title: t('violations.column.severity'),
      width: 'needed',
      cell: ({ severity }) => <SeverityLabel severity={severity} />,
    },
    { title: t('violations.column.what'), width: 'large', cell: (alert) => <What alert={alert} /> },
    {
      title: t('violations.column.device'),
      cell: (alert) => (
        <>
          <DeviceLink alert={alert} className="cf-row__above" />
          <div className="cf-small">
            {siteName(alert.site)}
            {alert.zone && ` · ${alert.zone}`}
          </div>
        </>
      ),
    },
    {
      title: t('violations.column.peer'),
      cell: ({ peer, service }) => (
        <>
          {peer ? <PeerName peer={peer} /> : <span className="cf-small">{t('violations.nobody')}</span>}
          {service && <div className="cf-small">{service}</div>}
        </>
      ),
    },
    {
      title: t('violations.column.count'),
      width: 'needed',
      numeric: true,
      cell: ({ count, lastDay }) => (
        <>
          {formatNumber(count)}
          {lastDay > 1 && lastDay < count && <div className="cf-small">{t('violations.aDay', { count: lastDay })}</div>}
        </>
      ),
    },
    { title: t('violations.column.last'), width: 'needed', cell: ({ last, site }) => <Ago at={last} site={site} /> },
  ];
  const table: TableProps<AlertSummary> = {
    label: t('violations.table'),
    rows: alerts,
    rowKey: ({ id }) => id,
    rowData: ({ id, site }) => ({ 'data-alert': id, 'data-site': site }),
    rowsAreLinks: true,
    columns,
  };
  return isPart ? (
    <DataTable {...table} />
  ) : (
    <VirtualTable {...table} activeIndex={activeIndex} onNearEnd={onNearEnd} {...(total !== undefined && { total })} />
  );
}

function choiceColumn({ chosen, onChoose }: Choice, t: TFunction): Column<AlertSummary> {
  return {
    title: t('violations.choose.column'),
    width: 'needed',
    cell: ({ id, what }) => (
      <Checkbox
        id={`choose-${id}`}
        className="cf-row__above"
        aria-label={t('violations.choose.one', { what })}
        isChecked={chosen.has(id)}
        onChange={(_event, isChosen) => {
          onChoose([id], isChosen);
        }}
      />
    ),
  };
}

function What({ alert }: { alert: AlertSummary }) {
  const { t } = useTranslation();
  const { id, what, origin, state } = alert;
  const chip = isReopened(alert) ? 'reopened' : state;
  return (
    <>
      <Link to="/violations/$id" params={{ id }} className="cf-row__link">
        {what}
      </Link>
      <div className="cf-small">
        {origin}
        {chip !== 'open' && <span className="cf-chip">{t(`state.${chip}`)}</span>}
      </div>
    </>
  );
}
