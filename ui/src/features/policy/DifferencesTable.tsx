import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { Difference } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { DeviceLink } from '../../shared/ui/DeviceLink';
import { PeerName } from '../../shared/ui/PeerName';
import { SeverityLabel } from '../../shared/ui/Severity';

interface DifferencesTableProps {
  title: string;
  site: string;
  differences: Difference[];
}

/** Which device would be told for what, or no longer. */
export function DifferencesTable({ title, site, differences }: DifferencesTableProps) {
  const { t } = useTranslation();
  const heading = useId();
  return (
    <>
      <h3 className="cf-what-if__part" id={heading}>
        {title}
      </h3>
      <DataTable
        labelledBy={heading}
        rows={differences}
        rowKey={({ origin, device, peer, service }) => [origin, device, peer?.name ?? peer?.ip, service].join(' ')}
        columns={[
          {
            title: t('whatIf.severity'),
            width: 'needed',
            cell: ({ severity }) => <SeverityLabel severity={severity} />,
          },
          {
            title: t('whatIf.device'),
            cell: (difference) => <DeviceLink alert={{ ...difference, site }} />,
          },
          { title: t('whatIf.whereTo'), cell: ({ peer }) => (peer ? <PeerName peer={peer} /> : '–') },
          { title: t('whatIf.service'), width: 'needed', cell: ({ service }) => service ?? '–' },
          { title: t('whatIf.count'), width: 'needed', numeric: true, cell: ({ count }) => formatNumber(count) },
          { title: t('whatIf.why'), width: 'large', cell: (difference) => <Why difference={difference} /> },
        ]}
      />
    </>
  );
}

function Why({ difference: { origin, ruleText, essential, doubts } }: { difference: Difference }) {
  const { t } = useTranslation();
  return (
    <>
      <Code>{origin}</Code> {ruleText !== '' && <span className="cf-small">{ruleText}</span>}
      {essential && (
        <p>
          <strong>{t('whatIf.essential')}</strong> {essential.effect}{' '}
          <span className="cf-small">{t('whatIf.source', { source: essential.source, when: essential.when })}</span>
        </p>
      )}
      {doubts.map((doubt) => (
        <p key={doubt} className="cf-small">
          {t('whatIf.doubt', { doubt })}
        </p>
      ))}
    </>
  );
}
