import { useTranslation } from 'react-i18next';

import type { NameUse } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { Ago } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';

const ANSWERS = {
  NOERROR: 'device.name.found',
  NXDOMAIN: 'device.name.notFound',
  REFUSED: 'device.name.refused',
  SERVFAIL: 'device.name.serverFailed',
} as const;

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
              <Answer responseCode={responseCode} />
              {blocked && <span className="cf-chip">{t('device.name.blocked')}</span>}
            </>
          ),
        },
        { title: t('device.name.count'), numeric: true, cell: ({ count }) => formatNumber(count) },
        { title: t('device.name.last'), width: 'needed', cell: ({ last }) => <Ago at={last} /> },
      ]}
    />
  );
}

/** What the server said, in words where there are some, with its own word beside them. */
function Answer({ responseCode }: { responseCode: string | undefined }) {
  const { t } = useTranslation();
  if (responseCode === undefined) {
    return t('device.name.unanswered');
  }
  return isKnown(responseCode) ? (
    <>
      {t(ANSWERS[responseCode])} <span className="cf-small">{responseCode}</span>
    </>
  ) : (
    responseCode
  );
}

function isKnown(responseCode: string): responseCode is keyof typeof ANSWERS {
  return responseCode in ANSWERS;
}
