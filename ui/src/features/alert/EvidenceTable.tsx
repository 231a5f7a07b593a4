import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';

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
        { title: t('alert.evidenceColumn.summary'), cell: ({ summary }) => <Code>{summary}</Code> },
        { title: t('alert.evidenceColumn.sensor'), width: 'needed', cell: ({ sensor }) => sensor },
      ]}
    />
  );
}
