import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useTranslation } from 'react-i18next';

import type { PeerUse } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { Ago } from '../../shared/time/Moment';
import { DataTable } from '../../shared/ui/DataTable';
import { OutcomeText } from '../../shared/ui/OutcomeText';
import { PeerName } from '../../shared/ui/PeerName';
import { formatBytes } from '../../shared/ui/bytes';

export function PeersTable({ peers }: { peers: PeerUse[] }) {
  const { t } = useTranslation();
  if (peers.length === 0) {
    return <p>{t('device.noPeers')}</p>;
  }
  return (
    <DataTable
      label={t('device.peers')}
      rows={peers}
      rowKey={(_use, index) => String(index)}
      columns={[
        { title: t('device.peer.peer'), cell: ({ peer }) => <PeerName peer={peer} /> },
        { title: t('device.peer.service'), cell: ({ service }) => service },
        {
          title: t('device.peer.direction'),
          cell: ({ initiated }) => (initiated ? t('device.peer.byDevice') : t('device.peer.byPeer')),
        },
        { title: t('device.peer.verdict'), cell: ({ verdict }) => <Verdict verdict={verdict} /> },
        { title: t('device.peer.outcome'), cell: ({ outcome }) => <OutcomeText outcome={outcome ?? 'unknown'} /> },
        { title: t('device.peer.flows'), numeric: true, cell: ({ flows }) => formatNumber(flows) },
        { title: t('device.peer.sent'), numeric: true, cell: ({ bytesSent }) => formatBytes(bytesSent) },
        { title: t('device.peer.received'), numeric: true, cell: ({ bytesReceived }) => formatBytes(bytesReceived) },
        { title: t('device.peer.last'), width: 'needed', cell: ({ last }) => <Ago at={last} /> },
      ]}
    />
  );
}

function Verdict({ verdict }: { verdict: string }) {
  const { t } = useTranslation();
  if (verdict === 'violation') {
    return (
      <span className="cf-no">
        <TimesIcon /> {t('verdict.violation')}
      </span>
    );
  }
  if (verdict === 'allowed') {
    return (
      <span className="cf-yes">
        <CheckIcon /> {t('verdict.allowed')}
      </span>
    );
  }
  return <span className="cf-small">{t('verdict.unjudged')}</span>;
}
