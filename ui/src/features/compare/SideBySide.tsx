import { Button } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Device, ServerUse } from '../../shared/api/client';
import { useSiteNames } from '../../shared/api/queries';
import { formatNumber } from '../../shared/text/numbers';
import { Ago, Moment } from '../../shared/time/Moment';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { Panel } from '../../shared/ui/Panel';
import { volumeOf } from './comparison';

interface SideBySideProps {
  devices: Device[];
  onRemove: (device: Device) => void;
}

interface Row {
  term: string;
  cell: (device: Device) => ReactNode;
}

/** Who they are, which servers they ask, and how much they do: a column each. */
export function SideBySide({ devices, onRemove }: SideBySideProps) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const identity: Row[] = [
    { term: t('device.site'), cell: ({ site }) => siteName(site) },
    { term: t('device.zone'), cell: ({ zone }) => zone },
    { term: t('device.mac'), cell: ({ mac }) => mac && <Code>{mac}</Code> },
    {
      term: t('device.vendor'),
      cell: ({ randomised, vendor }) => (randomised ? t('device.randomised') : vendor),
    },
    { term: t('device.model'), cell: ({ model }) => model?.name },
    { term: t('device.hostname'), cell: ({ hostname }) => hostname && <Code>{hostname}</Code> },
    { term: t('device.vendorClass'), cell: ({ vendorClass }) => vendorClass && <Code>{vendorClass}</Code> },
    { term: t('device.marks.fingerprints'), cell: ({ marks }) => codes(marks.fingerprints) },
    { term: t('device.marks.tlsFingerprints'), cell: ({ marks }) => codes(marks.tlsFingerprints) },
    { term: t('device.addresses'), cell: ({ addresses }) => codes(addresses) },
    { term: t('device.firstSeen'), cell: ({ firstSeen, site }) => <Moment at={firstSeen} site={site} /> },
    { term: t('device.lastSeen'), cell: ({ lastSeen, site }) => <Ago at={lastSeen} site={site} /> },
  ];
  const servers: Row[] = [
    { term: t('compare.leasedResolvers'), cell: ({ leasedResolvers }) => codes(leasedResolvers) },
    { term: t('compare.resolversUsed'), cell: ({ resolversUsed }) => <Servers used={resolversUsed} /> },
    { term: t('compare.leasedTimeServers'), cell: ({ leasedTimeServers }) => codes(leasedTimeServers) },
    { term: t('compare.timeServersUsed'), cell: ({ timeServersUsed }) => <Servers used={timeServersUsed} /> },
  ];
  const volumes: Row[] = [
    { term: t('device.day.flows'), cell: (device) => formatNumber(volumeOf(device).flows) },
    { term: t('device.day.unanswered'), cell: (device) => formatNumber(volumeOf(device).unanswered) },
    { term: t('device.day.refused'), cell: (device) => formatNumber(volumeOf(device).refused) },
    { term: t('device.day.sent'), cell: (device) => formatBytes(volumeOf(device).sent) },
    { term: t('device.day.received'), cell: (device) => formatBytes(volumeOf(device).received) },
  ];
  return (
    <Panel title={t('compare.side')} text={t('compare.days')}>
      <div className="cf-compare__frame">
        <table className="cf-compare" aria-label={t('compare.side')}>
          <thead>
            <tr>
              <td />
              {devices.map((device) => (
                <th key={`${device.site}/${device.id}`} scope="col">
                  <Link to="/devices/$site/$device" params={{ site: device.site, device: device.id }}>
                    {device.name}
                  </Link>
                  <Button
                    variant="link"
                    size="sm"
                    aria-label={t('compare.remove', { device: device.name })}
                    onClick={() => {
                      onRemove(device);
                    }}
                  >
                    {t('compare.removeShort')}
                  </Button>
                </th>
              ))}
            </tr>
          </thead>
          <Section title={t('device.identity')} rows={identity} devices={devices} />
          <Section title={t('device.lease')} rows={servers} devices={devices} />
          <Section title={t('compare.volumes')} rows={volumes} devices={devices} />
        </table>
      </div>
    </Panel>
  );
}

function Section({ title, rows, devices }: { title: string; rows: Row[]; devices: Device[] }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={devices.length + 1} className="cf-compare__section">
          {title}
        </th>
      </tr>
      {rows.map(({ term, cell }) => (
        <tr key={term}>
          <th scope="row">{term}</th>
          {devices.map((device) => (
            <td key={`${device.site}/${device.id}`}>{cell(device) ?? <span className="cf-small">–</span>}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Servers({ used }: { used: ServerUse[] }) {
  const { t } = useTranslation();
  if (used.length === 0) {
    return <span className="cf-small">–</span>;
  }
  return (
    <ul className="cf-plain-list">
      {used.map(({ ip, leased, allowed, count }) => (
        <li key={ip}>
          <Code>{ip}</Code>{' '}
          <span className={leased || allowed ? 'cf-small' : 'cf-small cf-no'}>
            {t('device.server.times', { count })}, {t(leased || allowed ? 'compare.known' : 'compare.unknown')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function codes(texts: readonly string[]): ReactNode {
  return texts.length === 0 ? undefined : (
    <ul className="cf-plain-list">
      {texts.map((text) => (
        <li key={text}>
          <Code>{text}</Code>
        </li>
      ))}
    </ul>
  );
}
