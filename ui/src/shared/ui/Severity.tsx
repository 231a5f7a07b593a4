import { useTranslation } from 'react-i18next';

import type { Severity } from '../api/client';

import './severity.css';

/** Most severe first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

const BARS: Record<Severity, number> = { low: 1, medium: 2, high: 3, critical: 4 };

/** As many bars as it is severe, so that neither colour nor text is needed to tell. */
export function SeverityBars({ severity }: { severity: Severity }) {
  return (
    <svg className="cf-severity__bars" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {[1, 2, 3, 4].map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 4 + 0.5}
          y={12.5 - bar * 3}
          width="3"
          height={bar * 3 + 2}
          rx="1"
          opacity={bar <= BARS[severity] ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}

export function SeverityLabel({ severity }: { severity: Severity }) {
  const { t } = useTranslation();
  return (
    <span className={`cf-severity cf-severity--${severity}`}>
      <SeverityBars severity={severity} />
      {t(`severity.${severity}`)}
    </span>
  );
}
