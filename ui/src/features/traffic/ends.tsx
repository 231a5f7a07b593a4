import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { DnsTransaction, Flow } from '../../shared/api/client';
import { useSiteNames } from '../../shared/api/queries';
import { Code } from '../../shared/ui/Code';
import { PeerName } from '../../shared/ui/PeerName';

type Row = Flow | DnsTransaction;

/** Who began it: the device where it is known, else the address. */
export function Asker({ row: { curfew, source } }: { row: Row }) {
  const siteName = useSiteNames();
  const { site, device, zone } = curfew;
  return (
    <>
      {device ? (
        <Link to="/devices/$site/$device" params={{ site, device }}>
          {device}
        </Link>
      ) : (
        <Code>{source.ip}</Code>
      )}
      <div className="cf-small">
        {siteName(site)}
        {zone && ` · ${zone}`}
      </div>
    </>
  );
}

/** The other end: another device, a name, or an address. */
export function Destination({ row: { curfew, destination } }: { row: Row }) {
  const { site, responder_device: device, peer } = curfew;
  if (device) {
    return (
      <Link to="/devices/$site/$device" params={{ site, device }}>
        {device}
      </Link>
    );
  }
  return <PeerName peer={{ ip: peer?.ip ?? destination.ip, ...(peer?.name && { name: peer.name }) }} />;
}

/** What the policy says of it: the rule that it breaks, or that allows it. */
export function VerdictText({ verdict: { result, rule } }: { verdict: Row['curfew']['verdict'] }) {
  const { t } = useTranslation();
  switch (result) {
    case 'violation':
      return <span className="cf-verdict cf-verdict--violation">{t('traffic.verdict.violation', { rule })}</span>;
    case 'allowed':
      return <>{rule ? t('traffic.verdict.allowedBy', { rule }) : t('traffic.verdict.allowed')}</>;
    default:
      return <span className="cf-small">{t('traffic.verdict.unjudged')}</span>;
  }
}
