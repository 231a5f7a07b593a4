import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';

import type { Impact } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';

interface TrialSumProps {
  impact: Impact;
  /** Said where nothing is recorded. */
  nothing: string;
  /** What the trial says, in a sentence. */
  children: ReactNode;
}

/** What a trial on the past says, with what that rests on: how much was judged, of which time, and what could not be. */
export function TrialSum({ impact, nothing, children }: TrialSumProps) {
  const { t } = useTranslation();
  const { observations, first, last, leftOut, missing } = impact;
  return (
    <div role="status" className="cf-what-if__sum">
      {observations === 0 || !first || !last ? (
        <p>{nothing}</p>
      ) : (
        <p>
          <Trans
            i18nKey="whatIf.judged"
            count={observations}
            components={{ first: <Moment at={first} />, last: <Moment at={last} /> }}
          />{' '}
          {children} {leftOut > 0 && t('whatIf.leftOut', { count: leftOut })}
        </p>
      )}
      {missing.map((sentence) => (
        <p key={sentence} className="cf-small" lang="en">
          {sentence}
        </p>
      ))}
    </div>
  );
}
