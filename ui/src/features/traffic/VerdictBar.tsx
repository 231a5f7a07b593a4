import { useTranslation } from 'react-i18next';

import type { TopEntry } from '../../shared/api/client';
import { VERDICTS } from '../../shared/api/trafficScope';

interface VerdictBarProps {
  entry: Pick<TopEntry, 'sums' | 'verdicts'>;
  /** The count that takes the whole width. */
  most: number;
}

/** What the policy says of some attempts, as long as there are many; the numbers stand beside it. */
export function VerdictBar({ entry: { verdicts }, most }: VerdictBarProps) {
  return (
    <span className="cf-verdict-bar" aria-hidden="true">
      {VERDICTS.map((verdict) => (
        <span
          key={verdict}
          className={`cf-verdict-bar__part cf-tone--${verdict}`}
          style={{ inlineSize: `${String((verdicts[verdict] / Math.max(most, 1)) * 100)}%` }}
        />
      ))}
    </span>
  );
}

/** The same in words: how many of them break a rule. */
export function VerdictWords({ verdicts }: Pick<TopEntry, 'verdicts'>) {
  const { t } = useTranslation();
  const judged = VERDICTS.filter((verdict) => verdicts[verdict] > 0);
  return (
    <span className="cf-small">
      {judged.map((verdict) => t(`traffic.verdicts.${verdict}`, { count: verdicts[verdict] })).join(', ')}
    </span>
  );
}
