import { useTranslation } from 'react-i18next';

import { isOutcome, OutcomeText } from '../../shared/ui/OutcomeText';

/** How the flows and questions went, in words: silence, refusal and success told apart. */
export function Outcomes({ outcomes }: { outcomes: Record<string, number> }) {
  const { t } = useTranslation();
  const most = Math.max(...Object.values(outcomes), 1);
  const rows = Object.entries(outcomes).sort(([, one], [, other]) => other - one);
  return (
    <ul className="cf-outcomes">
      {rows.map(([outcome, count]) => (
        <li key={outcome}>
          <span className="cf-outcomes__count">
            {t('alert.times', { count })} <OutcomeText outcome={outcome} />
          </span>
          <span className="cf-outcomes__bar" style={{ inlineSize: `${String((count / most) * 100)}%` }} />
          {isOutcome(outcome) && <span className="cf-small">{t(`outcomeMeaning.${outcome}`)}</span>}
        </li>
      ))}
    </ul>
  );
}
