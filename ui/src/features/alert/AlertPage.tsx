import { Alert as Notice } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { alertContextQuery, alertQuery, isReopened, useSiteNames } from '../../shared/api/queries';
import { sensorOf, zoneOfMany } from '../../shared/api/subject';
import { Moment } from '../../shared/time/Moment';
import { AtSite } from '../../shared/time/siteClock';
import { Code } from '../../shared/ui/Code';
import { Crumbs } from '../../shared/ui/Crumbs';
import { DeviceLink } from '../../shared/ui/DeviceLink';
import { Failure } from '../../shared/ui/Failure';
import { LiveIndicator } from '../../shared/ui/LiveIndicator';
import { LoadingRows } from '../../shared/ui/Loading';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Facts, Panel } from '../../shared/ui/Panel';
import { SeverityLabel } from '../../shared/ui/Severity';
import { Allow } from './Allow';
import { EvidenceTable } from './EvidenceTable';
import { Firewall } from './Firewall';
import { History } from './History';
import { Hours } from './Hours';
import { Outcomes } from './Outcomes';
import { Similar } from './Similar';
import { StandingPanel } from './StandingPanel';

import './alert.css';

const DETECTIONS = [
  'dns-bypass',
  'ntp-bypass',
  'hard-coded-address',
  'new-device',
  'wrong-zone',
  'mac-spoofed',
  'address-claimed-twice',
  'rogue-server',
  'retry-storm',
  'gone-quiet',
  'scan',
  'lateral-movement',
  'unexpected-upload',
  'payload-download',
  'beacon',
  'inbound-from-internet',
  'sensor-silent',
  'sensor-lossy',
  'blind-spot',
  'same-at-many-sites',
] as const;

const route = getRouteApi('/violations/$id');

/** One matter: who, where to, how often, which rule, why it matters, what to do, and what was seen. */
export function AlertPage() {
  const { id } = route.useParams();
  const alert = useQuery(alertQuery(id));
  const context = useQuery(alertContextQuery(id));
  if (alert.isPending || context.isPending) {
    return <LoadingRows />;
  }
  if (!alert.data) {
    return <Failure alone error={alert.error} onRetry={() => void alert.refetch()} />;
  }
  return <AlertDetails alert={alert.data} />;
}

function AlertDetails({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  return (
    <AtSite value={alert.site}>
      <PageHeader
        above={<Crumbs to="/violations" list={t('alert.breadcrumb')} here={alert.origin} />}
        title={useTitle(alert)}
        subtitle={
          <span className="cf-alert__marks">
            <SeverityLabel severity={alert.severity} />
            <span className="cf-chip">{t(isReopened(alert) ? 'state.reopened' : `state.${alert.state}`)}</span>
            {t('alert.times', { count: alert.count })}
          </span>
        }
        aside={<LiveIndicator />}
      />
      <p className="cf-alert__what" lang="en">
        {alert.what}
      </p>
      {!alert.initiatorCertain && (
        <Notice variant="info" isInline component="p" title={t('alert.inferred')} className="cf-alert__notice" />
      )}
      <div className="cf-alert__grid">
        <Panel title={t('alert.why')} className="cf-panel--why">
          <p lang="en">{alert.why}</p>
        </Panel>
        <Panel title={t('alert.advice')} className="cf-panel--advice">
          <p lang="en">{alert.advice}</p>
        </Panel>
      </div>
      <div className="cf-alert__grid cf-alert__grid--facts">
        <Who alert={alert} />
        <WhereTo alert={alert} />
        <HowOften alert={alert} />
        <Rule alert={alert} />
      </div>
      <Hours alert={alert} />
      <Panel title={t('alert.evidence')} text={t('alert.evidenceText')}>
        <EvidenceTable evidence={alert.evidence} />
      </Panel>
      <Similar alert={alert} />
      <StandingPanel alert={alert} />
      <Firewall alert={alert} />
      <Allow alert={alert} />
      <History alert={alert} />
    </AtSite>
  );
}

function useTitle(alert: Alert): string {
  const { t } = useTranslation();
  const { kind, origin, deviceName } = alert;
  if (zoneOfMany(alert) !== undefined) {
    return `${deviceName} ${t('alert.manyNew')}`;
  }
  if (kind === 'rule') {
    return `${deviceName} ${t('alert.breaksRule', { rule: origin })}`;
  }
  return `${deviceName} ${isDetection(origin) ? t(`detection.${origin}`) : t('alert.detected', { detection: origin })}`;
}

function Who({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <Panel title={t('alert.who')}>
      <Facts
        facts={[
          {
            term: t(sensorOf(alert) === undefined ? 'alert.device' : 'alert.sensor'),
            value: <DeviceLink alert={alert} />,
          },
          { term: t('alert.addressNow'), value: alert.deviceIp && <Code>{alert.deviceIp}</Code> },
          { term: t('alert.mac'), value: alert.mac && <Code>{alert.mac}</Code> },
          { term: t('alert.zone'), value: alert.zone },
          { term: t('alert.site'), value: siteName(alert.site) },
        ]}
      />
    </Panel>
  );
}

function WhereTo({ alert }: { alert: Alert }) {
  const { id, site, device, peer, service } = alert;
  const { t, i18n } = useTranslation();
  const { data: context } = useQuery(alertContextQuery(id));
  const network = context?.network;
  return (
    <Panel title={t('alert.whereTo')}>
      {peer ? (
        <>
          <Facts
            facts={[
              { term: t('alert.name'), value: peer.name ? <Code>{peer.name}</Code> : t('alert.noName') },
              {
                term: t('alert.nameSource'),
                value: peer.name && peer.nameSource && t(`nameSource.${peer.nameSource}`),
              },
              { term: t('alert.address'), value: peer.ip && <Code>{peer.ip}</Code> },
              { term: t('alert.service'), value: service },
              { term: t('alert.owner'), value: network?.owner },
              { term: t('alert.asn'), value: network?.asn !== undefined && `AS${String(network.asn)}` },
              { term: t('alert.country'), value: network?.country && countryOf(network.country, i18n.language) },
              {
                term: t('alert.also'),
                value:
                  peer.otherNames.length > 0 &&
                  peer.otherNames.map((name) => (
                    <div key={name}>
                      <Code>{name}</Code>
                    </div>
                  )),
              },
            ]}
          />
          <p className="cf-small">
            <Link to="/traffic" search={{ site, device, peer: peer.name ?? peer.ip ?? '' }}>
              {t('alert.traffic')}
            </Link>
          </p>
        </>
      ) : (
        <p>{t(sensorOf(alert) === undefined ? 'alert.noPeer' : 'alert.noPeerOfSensor')}</p>
      )}
    </Panel>
  );
}

function HowOften({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('alert.howOften')}>
      {alert.peer ? (
        <Outcomes outcomes={alert.outcomes} />
      ) : (
        <p className="cf-alert__count">{t('alert.times', { count: alert.count })}</p>
      )}
      <Facts
        facts={[
          { term: t('alert.first'), value: <Moment at={alert.first} showsSite /> },
          { term: t('alert.last'), value: <Moment at={alert.last} showsSite /> },
        ]}
      />
    </Panel>
  );
}

function Rule({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const { data: context } = useQuery(alertContextQuery(alert.id));
  const place = context?.rule;
  return (
    <Panel title={alert.kind === 'rule' ? t('alert.rule') : t('alert.detection')}>
      <p>
        <Code>{alert.origin}</Code>
      </p>
      {alert.ruleText && <RuleText text={alert.ruleText} />}
      {place && (
        <p className="cf-small">
          <Link to="/policy">
            <Code>{place.file}</Code> {t('alert.line', { line: place.line })}
          </Link>
          {place.version !== alert.policyVersion && ` · ${t('alert.versionNow', { version: place.version })}`}
        </p>
      )}
      {alert.policyVersion > 0 && (
        <p className="cf-small">
          <Link to="/policy">{t('alert.policyVersion', { version: alert.policyVersion })}</Link>
        </p>
      )}
    </Panel>
  );
}

/** What people call a country, with its letters; the letters alone where no country has them, as "A1" for a proxy. */
function countryOf(letters: string, language: string): string {
  if (!/^[A-Z]{2}$/i.test(letters)) {
    return letters;
  }
  const name = new Intl.DisplayNames(language, { type: 'region' }).of(letters);
  return name === undefined || name === letters ? letters : `${name} (${letters})`;
}

/** Each line is an element of its own, so that the rest of a long one is set in where it wraps. */
function RuleText({ text }: { text: string }) {
  return (
    <pre className="cf-pre">
      {text.split('\n').map((line, index) => (
        <span key={index} className="cf-pre__line">
          {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function isDetection(origin: string): origin is (typeof DETECTIONS)[number] {
  return DETECTIONS.some((detection) => detection === origin);
}
