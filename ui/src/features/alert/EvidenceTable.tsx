import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { OutcomeText } from '../../shared/ui/OutcomeText';

type Piece = Alert['evidence'][number];
type End = NonNullable<Piece['speaker']>;

export function EvidenceTable({ evidence }: { evidence: Alert['evidence'] }) {
  const { t } = useTranslation();
  if (evidence.length === 0) {
    return <p>{t('alert.noEvidence')}</p>;
  }
  return (
    <DataTable
      label={t('alert.evidence')}
      rows={evidence}
      rowKey={(_row, index) => String(index)}
      columns={[
        { title: t('alert.evidenceColumn.at'), width: 'needed', cell: ({ at }) => <Moment at={at} /> },
        { title: t('alert.evidenceColumn.kind'), width: 'needed', cell: ({ kind }) => kind },
        { title: t('alert.evidenceColumn.summary'), cell: (piece) => <Seen piece={piece} /> },
        { title: t('alert.evidenceColumn.outcome'), cell: (piece) => <Answer piece={piece} /> },
        {
          title: t('alert.evidenceColumn.sent'),
          width: 'needed',
          numeric: true,
          cell: ({ flow }) => (flow ? formatBytes(flow.initiatorBytes) : ''),
        },
        {
          title: t('alert.evidenceColumn.received'),
          width: 'needed',
          numeric: true,
          cell: ({ flow }) => (flow ? formatBytes(flow.responderBytes) : ''),
        },
        { title: t('alert.evidenceColumn.sensor'), width: 'needed', cell: ({ sensor }) => sensor },
      ]}
    />
  );
}

/** Who spoke to whom; the line of the collector for what is no flow and no question. */
function Seen({ piece: { flow, question, summary } }: { piece: Piece }) {
  if (flow) {
    const arrow = flow.initiatorCertain ? '→' : '⇢';
    const name = flow.serverName ? ` (${flow.serverName})` : '';
    return <Code>{`${end(flow.initiator)} ${arrow} ${end(flow.responder)}${name} ${flow.transport}`}</Code>;
  }
  if (question) {
    return <Code>{`${question.client.ip} → ${question.server.ip}: ${question.name} ${question.type}`}</Code>;
  }
  return <Code>{summary}</Code>;
}

function Answer({ piece: { flow, question } }: { piece: Piece }) {
  const { t } = useTranslation();
  if (flow) {
    const { outcome, rejectCode: code, responder } = flow;
    return (
      <OutcomeText
        outcome={outcome ?? 'unknown'}
        rejection={code === undefined ? undefined : { code, responder: responder.ip }}
      />
    );
  }
  if (question) {
    const said = question.responseCode ?? t('outcome.unanswered');
    return <>{question.answers.length > 0 ? question.answers.join(', ') : said}</>;
  }
  return null;
}

function end({ ip, port }: End): string {
  return `${ip.includes(':') ? `[${ip}]` : ip}:${String(port)}`;
}
