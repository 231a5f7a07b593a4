import { useTranslation } from 'react-i18next';

import type { NameUse } from '../../shared/api/client';
import { Ago } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';

export function NamesTable({ names }: { names: NameUse[] }) {
  const { t } = useTranslation();
  if (names.length === 0) {
    return <p>{t('device.noNames')}</p>;
  }
  return (
    <DataTable
      label={t('device.names')}
      rows={names}
      rowKey={({ name }) => name}
      columns={[
        { title: t('device.name.name'), width: 'large', cell: ({ name }) => <Code>{name}</Code> },
        {
          title: t('device.name.answer'),
          cell: ({ responseCode, blocked }) => (
            <>
              {responseCode ?? t('device.name.unanswered')}
              {blocked && <span className="cf-chip">{t('device.name.blocked')}</span>}
            </>
          ),
        },
        { title: t('device.name.count'), numeric: true, cell: ({ count }) => count.toLocaleString() },
        { title: t('device.name.last'), width: 'needed', cell: ({ last }) => <Ago at={last} /> },
      ]}
    />
  );
}
