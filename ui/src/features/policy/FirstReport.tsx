import { Alert as Notice } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Impact } from '../../shared/api/client';
import { Panel } from '../../shared/ui/Panel';
import { DifferencesTable } from './DifferencesTable';

/** What the first policy tells of what is recorded already, and where to go on. */
export function FirstReport({ site, impact }: { site: string; impact: Impact | undefined }) {
  const { t } = useTranslation();
  const begun = impact?.begun ?? [];
  const devices = new Set(begun.map(({ device }) => device)).size;
  return (
    <div className="cf-change">
      <Notice variant="success" isInline isLiveRegion component="p" title={t('setup.done.title')} />
      <Panel title={t('setup.done.report')} text={t('setup.done.text')}>
        {impact === undefined ? (
          <p>{t('setup.done.notTried')}</p>
        ) : impact.observations === 0 ? (
          <p>{t('setup.done.nothing')}</p>
        ) : begun.length === 0 ? (
          <p>{t('setup.done.quiet', { count: impact.observations })}</p>
        ) : (
          <>
            <p>{t('setup.done.sum', { count: begun.length, devices, observations: impact.observations })}</p>
            <DifferencesTable title={t('setup.done.table')} site={site} differences={begun} />
          </>
        )}
      </Panel>
      <Panel title={t('setup.done.next')}>
        <ul className="cf-setup__next">
          <li>
            <Link to="/reports" search={{ site }}>
              {t('setup.done.reports')}
            </Link>
          </li>
          <li>
            <Link to="/violations" search={{ site }}>
              {t('setup.done.violations')}
            </Link>
          </li>
          <li>
            <Link to="/devices" search={{ site }}>
              {t('setup.done.devices')}
            </Link>
          </li>
          <li>
            <Link to="/policy">{t('setup.done.policy')}</Link>
          </li>
        </ul>
      </Panel>
    </div>
  );
}
