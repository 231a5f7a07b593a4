import { Alert as Notice } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Impact } from '../../shared/api/client';
import { Panel } from '../../shared/ui/Panel';
import { DifferencesTable } from './DifferencesTable';
import { TrialState } from './TrialState';
import { TrialSum } from './TrialSum';
import type { WhatIfTrial } from './useWhatIf';

interface FirstReportProps {
  site: string;
  /** The trial of the policy on the past, as far as it came. */
  whatIf: WhatIfTrial;
}

/** What the first policy tells of what is recorded already, and where to go on. */
export function FirstReport({ site, whatIf }: FirstReportProps) {
  const { t } = useTranslation();
  return (
    <div className="cf-change">
      <Notice variant="success" isInline isLiveRegion component="p" title={t('setup.done.title')} />
      <Panel title={t('setup.done.report')} text={t('setup.done.text')}>
        <TrialState whatIf={whatIf}>{(impact) => <Told site={site} impact={impact} />}</TrialState>
        {whatIf.trial.isIdle && <p>{t('setup.done.notTried')}</p>}
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

function Told({ site, impact }: { site: string; impact: Impact }) {
  const { t } = useTranslation();
  const { begun } = impact;
  const devices = new Set(begun.map(({ device }) => device)).size;
  return (
    <>
      <TrialSum impact={impact} nothing={t('setup.done.nothing')}>
        {begun.length === 0 ? t('setup.done.quiet') : t('setup.done.sum', { count: begun.length, devices })}
      </TrialSum>
      {begun.length > 0 && <DifferencesTable title={t('setup.done.table')} site={site} differences={begun} />}
    </>
  );
}
