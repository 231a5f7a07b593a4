import { Button } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Device } from '../../shared/api/client';
import { alertsQuery, deviceAddressesQuery } from '../../shared/api/queries';
import { trendQuery } from '../../shared/api/traffic';
import { Moment } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { LoadingRows } from '../../shared/ui/Loading';
import { Panel } from '../../shared/ui/Panel';
import { SeverityLabel } from '../../shared/ui/Severity';
import { timelineOf, type Turn } from './timeline';
import { usePolicyChanges } from './usePolicyChanges';

const SHOWN = 25;
const NAMES_SHOWN = 6;
const REACH_HOURS = '2160';
const MOST_PEERS = 500;

/** What happened to a device, and which changes of the policy fell between. */
export function Timeline({ device }: { device: Device }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { site, id } = device;
  const scope = { site, device: id, hours: REACH_HOURS };
  const alerts = useInfiniteQuery(alertsQuery({ site, device: id }));
  const names = useQuery(trendQuery(scope, { act: 'question', peers: MOST_PEERS }));
  const destinations = useQuery(trendQuery(scope, { peers: MOST_PEERS }));
  const addresses = useQuery(deviceAddressesQuery(site, id));
  const { versions, visible } = usePolicyChanges();
  if ([alerts, names, destinations, addresses].some(({ isPending }) => isPending)) {
    return (
      <Panel title={t('device.timeline.title')}>
        <LoadingRows rows={4} />
      </Panel>
    );
  }
  const told = alerts.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = alerts.data?.pages.at(-1)?.total ?? 0;
  const isRestOfPeersLeftOut = [names, destinations].some(({ data }) =>
    data?.peers.some(({ peer }) => peer === undefined),
  );
  const turns = timelineOf({
    device,
    alerts: told,
    names: names.data?.peers ?? [],
    destinations: destinations.data?.peers ?? [],
    addresses: addresses.data ?? [],
    versions,
  });
  const missing = [alerts, names, destinations, addresses].some(({ isError }) => isError);
  return (
    <Panel title={t('device.timeline.title')} text={t(visible ? 'device.timeline.text' : 'device.timeline.noPolicy')}>
      {missing && <p role="status">{t('device.timeline.missing')}</p>}
      {total > told.length && (
        <p>
          <Link to="/violations" search={{ site, device: id, state: 'all' }}>
            {t('device.timeline.latest', { count: told.length, total })}
          </Link>
        </p>
      )}
      {isRestOfPeersLeftOut && <p>{t('device.timeline.mostTried', { count: MOST_PEERS })}</p>}
      <ol className="cf-timeline">
        {(all ? turns : turns.slice(0, SHOWN)).map((turn, index) => (
          <li key={index} className={`cf-timeline__turn cf-timeline__turn--${turn.kind}`}>
            <span className="cf-timeline__at cf-small">
              <Moment at={turn.at} />
            </span>
            <span>
              <What turn={turn} device={device} />
            </span>
          </li>
        ))}
      </ol>
      {!all && turns.length > SHOWN && (
        <Button
          variant="secondary"
          onClick={() => {
            setAll(true);
          }}
        >
          {t('device.timeline.all', { count: turns.length - SHOWN })}
        </Button>
      )}
    </Panel>
  );
}

function What({ turn, device: { site, id } }: { turn: Turn; device: Device }) {
  const { t } = useTranslation();
  switch (turn.kind) {
    case 'firstSeen':
      return <>{t('device.timeline.firstSeen')}</>;
    case 'alert':
      return (
        <>
          <SeverityLabel severity={turn.alert.severity} />{' '}
          <Link to="/violations/$id" params={{ id: turn.alert.id }}>
            {turn.alert.what}
          </Link>
        </>
      );
    case 'names':
    case 'destinations': {
      const more = turn.names.length - NAMES_SHOWN;
      return (
        <>
          {t(`device.timeline.${turn.kind}`, { count: turn.names.length })}{' '}
          {turn.names.slice(0, NAMES_SHOWN).map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <Link to="/traffic" search={{ kind: 'hours', site, device: id, peer: name }}>
                <Code>{name}</Code>
              </Link>
            </span>
          ))}
          {more > 0 && ` ${t('traffic.moreAnswers', { count: more })}`}
        </>
      );
    }
    case 'address':
      return (
        <>
          {t('device.timeline.address')} <Code>{turn.ip}</Code>
        </>
      );
    case 'policy':
      return <strong>{t('device.timeline.policy', { version: turn.version, by: turn.by })}</strong>;
  }
}
