import { Alert as Notice, Progress } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Impact } from '../../shared/api/client';
import type { WhatIfTrial } from './useWhatIf';

interface TrialStateProps {
  whatIf: WhatIfTrial;
  /** What is made of the answer. */
  children: (impact: Impact) => ReactNode;
}

/** How far a trial on the past is, why it failed, or what it says; nothing before it is begun. */
export function TrialState({ whatIf: { trial, done }, children }: TrialStateProps) {
  const { t } = useTranslation();
  return (
    <>
      {trial.isPending && (
        <Progress aria-label={t('whatIf.progress')} title={t('whatIf.progress')} value={Math.floor(done * 100)} />
      )}
      <div role="alert">
        {trial.isError && (
          <Notice variant="danger" isInline component="p" title={t('whatIf.failed', { detail: trial.error.message })} />
        )}
      </div>
      {trial.isSuccess && children(trial.data)}
    </>
  );
}
