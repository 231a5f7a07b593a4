import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { SiteAtAGlance } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { SEVERITIES, SeverityBars } from '../../shared/ui/Severity';
import { formatShare } from '../../shared/ui/Share';

/** Of a day: a few minutes. */
const JUST_BEGUN = 0.005;

interface TotalsProps {
  total: Omit<SiteAtAGlance, 'id' | 'name'>;
  /** Where the numbers lead to; absent: to those of all sites. */
  site: string | undefined;
}

/** The numbers that say whether something wants attention; each leads to what it counts. */
export function Totals({ total, site }: TotalsProps) {
  const { t } = useTranslation();
  const here = site === undefined ? {} : { site };
  return (
    <ul className="cf-totals" aria-label={t('overview.totals')}>
      {SEVERITIES.map((severity) => (
        <li key={severity}>
          <Link
            to="/violations"
            search={{ ...here, severity: [severity] }}
            className={`cf-total cf-total--severity cf-severity--${severity}`}
            data-count={total.openAlerts[severity] === 0 ? 'none' : undefined}
          >
            <span className="cf-total__name">
              <SeverityBars severity={severity} />
              {t(`severity.${severity}`)}
            </span>{' '}
            <Number>{total.openAlerts[severity]}</Number> <span className="cf-total__text">{t('overview.open')}</span>
          </Link>
        </li>
      ))}
      <li>
        <Link to="/devices" search={here} className="cf-total">
          <span className="cf-total__name">{t('overview.devices')}</span> <Number>{total.devices}</Number>{' '}
          <span className="cf-total__text">
            {t('overview.newAndQuiet', { fresh: total.newDevices, quiet: total.quietDevices })}
          </span>
        </Link>
      </li>
      <li>
        <Link to="/sensors" search={here} className="cf-total" data-trouble={total.troubled > 0 || undefined}>
          <span className="cf-total__name">{t('overview.sensors')}</span> <Number>{total.sensors}</Number>{' '}
          <span className="cf-total__text">
            <Hearing {...total} />
          </span>
        </Link>
      </li>
    </ul>
  );
}

/** How the sensors do, and how much of the last day they heard: of one that came just now the share says nothing. */
function Hearing({ sensors, troubled, silent, coverage }: Omit<SiteAtAGlance, 'id' | 'name'>): ReactNode {
  const { t } = useTranslation();
  if (coverage === undefined || sensors === 0) {
    return t('overview.noSensorYet');
  }
  const hasJustBegun = silent === 0 && coverage < JUST_BEGUN;
  const state = troubled === 0 ? t('overview.allWell') : t('overview.inTrouble', { count: troubled });
  return `${state} · ${hasJustBegun ? t('overview.justBegun') : t('overview.heard', { share: formatShare(coverage) })}`;
}

function Number({ children }: { children: number }): ReactNode {
  return <span className="cf-total__number">{formatNumber(children)}</span>;
}
