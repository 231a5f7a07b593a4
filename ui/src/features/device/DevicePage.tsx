import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Device } from '../../shared/api/client';
import { alertsQuery, deviceQuery, useSiteNames } from '../../shared/api/queries';
import { Ago, Moment } from '../../shared/time/Moment';
import { AtSite } from '../../shared/time/siteClock';
import { Code } from '../../shared/ui/Code';
import { Crumbs } from '../../shared/ui/Crumbs';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Facts, Panel } from '../../shared/ui/Panel';
import { SeverityLabel } from '../../shared/ui/Severity';
import { Activity } from './Activity';
import { DaysTable } from './DaysTable';
import { Marks } from './Marks';
import { NamesTable } from './NamesTable';
import { PeersTable } from './PeersTable';
import { RemarkPanel } from './RemarkPanel';
import { ServersTable } from './ServersTable';
import { Timeline } from './Timeline';

import './device.css';

const route = getRouteApi('/devices/$site/$device');

/** One device: who it is, what it was told by its lease and what it really does. */
export function DevicePage() {
  const { site, device: id } = route.useParams();
  const device = useQuery(deviceQuery(site, id));
  if (device.isPending) {
    return <LoadingRows />;
  }
  if (!device.data) {
    return <Failure alone error={device.error} onRetry={() => void device.refetch()} />;
  }
  return <Dossier device={device.data} />;
}

function Dossier({ device }: { device: Device }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <AtSite value={device.site}>
      <PageHeader
        above={<Crumbs to="/devices" list={t('device.breadcrumb')} here={device.id} />}
        title={device.name}
        aside={
          <Link to="/devices/compare" search={{ device: [`${device.site}/${device.id}`] }}>
            {t('device.compare')}
          </Link>
        }
        subtitle={
          <>
            {siteName(device.site)}
            {device.zone && ` · ${device.zone}`} · {t('device.lastSeen').toLowerCase()} <Ago at={device.lastSeen} />
          </>
        }
      />
      <div className="cf-device__grid">
        <Identity device={device} />
        <OpenViolations device={device} />
      </div>
      <RemarkPanel device={device} />
      <Activity device={device} />
      <Panel title={t('device.lease')} text={t('device.leaseText')}>
        <ServersTable title={t('device.resolvers')} leased={device.leasedResolvers} used={device.resolversUsed} />
        <ServersTable title={t('device.timeServers')} leased={device.leasedTimeServers} used={device.timeServersUsed} />
      </Panel>
      <Panel title={t('device.peers')}>
        <PeersTable peers={device.peers} />
        <p className="cf-small">
          <Link to="/traffic" search={{ site: device.site, device: device.id }}>
            {t('device.traffic')}
          </Link>
        </p>
      </Panel>
      <Panel title={t('device.names')}>
        <NamesTable names={device.names} />
      </Panel>
      <Panel title={t('device.days')}>
        <DaysTable days={device.days} />
      </Panel>
      <Timeline device={device} />
      <Marks device={device} />
    </AtSite>
  );
}

function Identity({ device }: { device: Device }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <Panel title={t('device.identity')}>
      <Facts
        facts={[
          { term: t('device.mac'), value: device.mac ? <Code>{device.mac}</Code> : t('device.unknown') },
          {
            term: t('device.vendor'),
            value: device.randomised ? t('device.randomised') : (device.vendor ?? t('device.unknown')),
          },
          {
            term: t('device.addresses'),
            value: device.addresses.length > 0 ? <Code>{device.addresses.join(', ')}</Code> : t('device.unknown'),
          },
          { term: t('device.site'), value: siteName(device.site) },
          { term: t('device.zone'), value: device.zone },
          { term: t('device.hostname'), value: device.hostname ? <Code>{device.hostname}</Code> : t('device.unknown') },
          {
            term: t('device.vendorClass'),
            value: device.vendorClass ? <Code>{device.vendorClass}</Code> : t('device.unknown'),
          },
          { term: t('device.model'), value: device.model && `${device.model.name} (${device.model.reason})` },
          { term: t('device.tags'), value: device.tags.join(', ') },
          {
            term: t('device.kin'),
            value:
              device.kin.length > 0 ? (
                <ul>
                  {device.kin.map((other) => (
                    <li key={other.device}>
                      <Link to="/devices/$site/$device" params={{ site: device.site, device: other.device }}>
                        {other.name}
                      </Link>
                      : {other.reasons.join(', ')}
                    </li>
                  ))}
                </ul>
              ) : undefined,
          },
          { term: t('device.listed'), value: device.listed ? t('device.yes') : t('device.no') },
          { term: t('device.firstSeen'), value: <Moment at={device.firstSeen} showsSite /> },
          { term: t('device.lastSeen'), value: <Moment at={device.lastSeen} showsSite /> },
        ]}
      />
    </Panel>
  );
}

function OpenViolations({ device: { site, id } }: { device: Device }) {
  const { t } = useTranslation();
  const alerts = useInfiniteQuery(alertsQuery({ site, device: id, state: 'open' }));
  const rows = alerts.data?.pages[0]?.items.slice(0, 8) ?? [];
  return (
    <Panel title={t('device.violations')}>
      {alerts.isPending ? (
        <LoadingRows rows={3} />
      ) : alerts.isError && rows.length === 0 ? (
        <Failure error={alerts.error} onRetry={() => void alerts.refetch()} />
      ) : rows.length === 0 ? (
        <p>{t('device.noViolations')}</p>
      ) : (
        <ul className="cf-device__violations">
          {rows.map((alert) => (
            <li key={alert.id}>
              <SeverityLabel severity={alert.severity} />
              <Link to="/violations/$id" params={{ id: alert.id }}>
                {alert.what}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className="cf-small">
        <Link to="/violations" search={{ site, device: id, state: 'all' }}>
          {t('device.allViolations')}
        </Link>
      </p>
    </Panel>
  );
}
