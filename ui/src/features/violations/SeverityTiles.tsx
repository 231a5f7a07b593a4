import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { Severity } from '../../shared/api/client';
import { alertCountQuery, type AlertScope } from '../../shared/api/queries';
import { SEVERITIES, SeverityBars } from '../../shared/ui/Severity';
import type { StateFilter } from './boardFilters';

interface SeverityTilesProps {
  scope: AlertScope;
  state: StateFilter;
  chosen: Severity[];
  onChoose: (severity: Severity[]) => void;
}

const STATE_TEXT = {
  open: 'violations.countOpen',
  acknowledged: 'violations.countAcknowledged',
  muted: 'violations.countMuted',
  resolved: 'violations.countResolved',
  all: 'violations.countAll',
} as const;

/** How many there are of each severity, under all the other filters; a tile is also the filter. */
export function SeverityTiles({ scope, state, chosen, onChoose }: SeverityTilesProps) {
  const { t } = useTranslation();
  const counts = useQueries({
    queries: SEVERITIES.map((severity) => alertCountQuery({ ...scope, severity: [severity] })),
  });
  return (
    <div className="cf-tiles" role="group" aria-label={t('violations.counts')}>
      {SEVERITIES.map((severity, index) => {
        const count = counts[index]?.data;
        const pressed = chosen.includes(severity);
        return (
          <button
            key={severity}
            type="button"
            className={`cf-tile cf-severity--${severity}`}
            aria-pressed={pressed}
            data-count={count === 0 ? 'none' : undefined}
            onClick={() => {
              onChoose(pressed ? chosen.filter((one) => one !== severity) : [...chosen, severity]);
            }}
          >
            <span className="cf-tile__severity">
              <SeverityBars severity={severity} />
              {t(`severity.${severity}`)}
            </span>{' '}
            <span className="cf-tile__count">
              {count ?? '–'} <span className="cf-tile__state">{t(STATE_TEXT[state])}</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}
