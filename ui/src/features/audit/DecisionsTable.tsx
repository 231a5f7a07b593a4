import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { AuditEntry } from '../../shared/api/client';
import { useSiteNames } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { VirtualTable } from '../../shared/ui/VirtualTable';
import { ACTIONS } from './auditFilters';

/** A decision a row: when, who, what, about what. */
export function DecisionsTable({ entries, onNearEnd }: { entries: AuditEntry[]; onNearEnd: () => void }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <VirtualTable
      label={t('audit.table')}
      rows={entries}
      onNearEnd={onNearEnd}
      rowKey={({ id }) => id}
      columns={[
        { title: t('audit.column.at'), width: 'needed', cell: ({ at, site }) => <Moment at={at} site={site} /> },
        { title: t('audit.column.by'), width: 'needed', cell: ({ by }) => by },
        { title: t('audit.column.what'), width: 'large', cell: (entry) => <What entry={entry} /> },
        { title: t('audit.column.about'), cell: (entry) => <About entry={entry} /> },
        { title: t('audit.column.site'), cell: ({ site }) => (site ? siteName(site) : t('audit.allSites')) },
      ]}
    />
  );
}

function What({ entry: { action, until, note, site } }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const known = ACTIONS.find((one) => one === action);
  return (
    <>
      {known ? t(`audit.action.${known}`) : action}
      {until && (
        <>
          {' '}
          {t('audit.until')} <Moment at={until} site={site} />
        </>
      )}
      {note !== '' && <div className="cf-small">{note}</div>}
    </>
  );
}

function About({ entry: { site, alert, device, sensor, policyVersion } }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  if (alert) {
    return (
      <Link to="/violations/$id" params={{ id: alert }}>
        {t('audit.alert')}
      </Link>
    );
  }
  if (site && device) {
    return (
      <Link to="/devices/$site/$device" params={{ site, device }}>
        {device}
      </Link>
    );
  }
  if (site && sensor) {
    return (
      <Link to="/sensors/$site/$sensor" params={{ site, sensor }}>
        {sensor}
      </Link>
    );
  }
  return policyVersion === undefined ? '–' : <Link to="/policy">{t('audit.version', { version: policyVersion })}</Link>;
}
