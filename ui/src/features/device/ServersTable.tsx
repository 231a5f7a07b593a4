import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { ServerUse } from '../../shared/api/client';
import { Ago } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';

interface ServersTableProps {
  title: string;
  leased: string[];
  used: ServerUse[];
}

/** A server of the lease that the device never asked, or one that it asked. */
type Row = { ip: string; asked: false } | (ServerUse & { asked: true });

/** The servers of a lease beside the servers that the device really asks. */
export function ServersTable({ title, leased, used }: ServersTableProps) {
  const { t } = useTranslation();
  const heading = useId();
  const rows: Row[] = [
    ...used.map((server) => ({ ...server, asked: true as const, leased: server.leased || leased.includes(server.ip) })),
    ...leased.filter((ip) => !used.some((server) => server.ip === ip)).map((ip) => ({ ip, asked: false as const })),
  ];
  return (
    <div className="cf-servers">
      <h3 className="cf-servers__title" id={heading}>
        {title}
      </h3>
      {rows.length === 0 ? (
        <p className="cf-small">{t('device.noServers')}</p>
      ) : (
        <>
          <Judgement rows={rows} />
          <DataTable
            labelledBy={heading}
            rows={rows}
            rowKey={({ ip }) => ip}
            columns={[
              { title: t('device.server.ip'), cell: ({ ip }) => <Code>{ip}</Code> },
              { title: t('device.server.leased'), cell: (row) => <YesNo yes={!row.asked || row.leased} /> },
              {
                title: t('device.server.allowed'),
                cell: (row) => (row.asked ? <YesNo yes={row.allowed} /> : t('device.server.unknown')),
              },
              {
                title: t('device.server.used'),
                cell: (row) => (row.asked ? t('device.server.times', { count: row.count }) : t('device.server.never')),
              },
              { title: t('device.server.last'), cell: (row) => row.asked && <Ago at={row.last} /> },
            ]}
          />
        </>
      )}
    </div>
  );
}

function Judgement({ rows }: { rows: Row[] }) {
  const { t } = useTranslation();
  const verdict = judge(rows);
  if (verdict === undefined) {
    return null;
  }
  const fine = verdict === 'fine' || verdict === 'noLeaseAllowed';
  return (
    <p className={`cf-servers__verdict cf-servers__verdict--${fine ? 'fine' : 'foreign'}`}>
      {fine ? <CheckIcon /> : <ExclamationTriangleIcon />} {t(`device.verdict.${verdict}`)}
    </p>
  );
}

/** What the servers that a device asks say about it; nothing when it asked none. */
function judge(rows: Row[]) {
  const asked = rows.filter((row) => row.asked);
  const leaseSeen = rows.some((row) => !row.asked || row.leased);
  const foreign = asked.filter(({ leased }) => !leased);
  const unnamed = foreign.some(({ allowed }) => !allowed);
  if (asked.length === 0) {
    return undefined;
  }
  if (!leaseSeen) {
    return unnamed ? 'noLeaseForeign' : 'noLeaseAllowed';
  }
  if (foreign.length === 0) {
    return 'fine';
  }
  return unnamed ? 'bypass' : 'unleased';
}

function YesNo({ yes }: { yes: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={yes ? 'cf-yes' : 'cf-no'}>
      {yes ? <CheckIcon /> : <TimesIcon />} {yes ? t('device.server.yes') : t('device.server.no')}
    </span>
  );
}
