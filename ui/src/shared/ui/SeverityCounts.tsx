import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Severity } from '../api/client';
import { formatNumber } from '../text/numbers';
import { SEVERITIES, SeverityBars } from './Severity';

interface SeverityCountsProps {
  counts: Record<Severity, number>;
  /** The site whose board the counts lead to; absent: they lead nowhere. */
  site?: string;
}

/** How many violations of each severity, the gravest first; what there is none of is left out. */
export function SeverityCounts({ counts, site }: SeverityCountsProps) {
  const { t } = useTranslation();
  const told = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (told.length === 0) {
    return <span className="cf-small">{t('sites.none')}</span>;
  }
  return (
    <ul className="cf-severity-counts">
      {told.map((severity) => {
        const content = (
          <>
            <SeverityBars severity={severity} />
            <span className="pf-v6-screen-reader">{t(`severity.${severity}`)}</span> {formatNumber(counts[severity])}
          </>
        );
        const className = `cf-severity cf-severity--${severity}`;
        return (
          <li key={severity} title={t(`severity.${severity}`)}>
            {site === undefined ? (
              <span className={className}>{content}</span>
            ) : (
              <Link to="/violations" search={{ site, severity: [severity] }} className={`${className} cf-row__above`}>
                {content}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
