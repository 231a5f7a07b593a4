import { Alert as Notice, Button, Checkbox, Progress } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import type { Difference } from '../../shared/api/client';
import { partsOf, type Answers } from './setupText';
import type { StepProps } from './SetupSteps';
import { ToldSum } from './ToldSum';
import type { WhatIfTrial } from './useWhatIf';

interface NamesStepProps extends StepProps {
  whatIf: WhatIfTrial;
  onTry: () => void;
}

/** The names that devices need and that the rules would hit, as far as the record tells; each may be allowed. */
export function NamesStep({ answers, answer, whatIf: { trial, done, cancel }, onTry }: NamesStepProps) {
  const { t } = useTranslation();
  if (trial.isPending) {
    return (
      <>
        <Progress aria-label={t('whatIf.progress')} title={t('whatIf.progress')} value={Math.floor(done * 100)} />
        <Button variant="secondary" onClick={cancel}>
          {t('whatIf.cancel')}
        </Button>
      </>
    );
  }
  if (!trial.isSuccess) {
    return (
      <>
        {trial.isError && (
          <Notice
            variant="warning"
            isInline
            isLiveRegion
            component="p"
            title={t('whatIf.failed', { detail: trial.error.message })}
          />
        )}
        <p>{t('setup.names.notTried')}</p>
        <Button variant="secondary" onClick={onTry}>
          {t('whatIf.try')}
        </Button>
      </>
    );
  }
  const { observations, begun } = trial.data;
  const hit = essentialsOf(begun);
  return (
    <div className="cf-setup__names">
      <ToldSum impact={trial.data} />
      {observations > 0 && hit.length === 0 && <p>{t('setup.names.none')}</p>}
      {hit.length > 0 && (
        <fieldset className="cf-setup__choice">
          <legend>{t(answers.preset === 'home' ? 'setup.names.legend' : 'setup.names.told')}</legend>
          {hit.map(({ name, deviceName, effect }) => (
            <Checkbox
              key={name}
              id={`name-${name}`}
              label={name}
              description={`${deviceName}: ${effect}`}
              isDisabled={answers.preset !== 'home'}
              isChecked={partsOf(answers.names).includes(name)}
              onChange={(_event, checked) => {
                answer({ names: withName(answers, name, checked) });
              }}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}

function withName({ names }: Answers, name: string, wanted: boolean): string {
  const others = partsOf(names).filter((one) => one !== name);
  return (wanted ? [...others, name] : others).join(', ');
}

interface Hit {
  name: string;
  deviceName: string;
  effect: string;
}

/** Each name once that a device needs. */
function essentialsOf(differences: readonly Difference[]): Hit[] {
  const hits = new Map<string, Hit>();
  for (const { peer, essential, deviceName } of differences) {
    const name = peer?.name ?? peer?.ip;
    if (essential && name !== undefined && !hits.has(name)) {
      hits.set(name, { name, deviceName, effect: essential.effect });
    }
  }
  return [...hits.values()];
}
