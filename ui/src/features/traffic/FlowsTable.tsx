import { useTranslation } from 'react-i18next';

import type { Flow } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';
import { formatBytes } from '../../shared/ui/bytes';
import { OutcomeText } from '../../shared/ui/OutcomeText';
import { VirtualTable } from '../../shared/ui/VirtualTable';
import { Asker, Destination, VerdictText } from './ends';

/** A line of what sensors told of a flow, a row. */
export function FlowsTable({ flows, onNearEnd }: { flows: Flow[]; onNearEnd: () => void }) {
  const { t } = useTranslation();
  return (
    <VirtualTable
      label={t('traffic.flows')}
      rows={flows}
      rowData={({ curfew }) => ({ 'data-flow': curfew.id })}
      onNearEnd={onNearEnd}
      rowKey={({ curfew }) => curfew.id}
      columns={[
        {
          title: t('traffic.column.at'),
          width: 'needed',
          cell: (flow) => <Moment at={flow['@timestamp']} site={flow.curfew.site} />,
        },
        { title: t('traffic.column.device'), cell: (flow) => <Asker row={flow} /> },
        { title: t('traffic.column.peer'), cell: (flow) => <Destination row={flow} /> },
        { title: t('traffic.column.service'), width: 'needed', cell: (flow) => service(flow) },
        {
          title: t('traffic.column.outcome'),
          width: 'needed',
          cell: (flow) => <Outcome flow={flow} />,
        },
        { title: t('traffic.column.sent'), numeric: true, width: 'needed', cell: ({ source }) => volume(source.bytes) },
        {
          title: t('traffic.column.received'),
          numeric: true,
          width: 'needed',
          cell: ({ destination }) => volume(destination.bytes),
        },
        { title: t('traffic.column.verdict'), cell: ({ curfew: { verdict } }) => <VerdictText verdict={verdict} /> },
      ]}
    />
  );
}

/** How it went, and why where an ICMP message said so; a flow without an outcome goes on. */
function Outcome({ flow: { curfew, destination } }: { flow: Flow }) {
  const { t } = useTranslation();
  const { outcome, reject_code: code } = curfew;
  if (!outcome) {
    return <>{t('traffic.goesOn')}</>;
  }
  return (
    <OutcomeText outcome={outcome} rejection={code === undefined ? undefined : { code, responder: destination.ip }} />
  );
}

function service({ network: { transport, protocol }, destination: { port } }: Flow): string {
  const number = port === undefined ? transport : `${transport}/${String(port)}`;
  return protocol ? `${protocol} (${number})` : number;
}

function volume(bytes: number | undefined): string {
  return bytes === undefined ? '–' : formatBytes(bytes);
}
