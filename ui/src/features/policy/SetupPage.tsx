import { Alert as Notice, Button, Form, ProgressStep, ProgressStepper } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { callerQuery, policyQuery, useReplacePolicy, type PolicyInForce } from '../../shared/api/queries';
import { isRefusal } from '../../shared/api/trouble';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Panel } from '../../shared/ui/Panel';
import { FirstReport } from './FirstReport';
import { PolicyText } from './PolicyText';
import { Problems } from './Problems';
import { NamesStep } from './NamesStep';
import { SiteStep, ThingsStep, ZonesStep } from './SetupSteps';
import { isTimeZoneWrong, policyOf, zonesOf, type Answers } from './setupText';
import { ToldSum } from './ToldSum';
import { TrialState } from './TrialState';
import { useCheck } from './useCheck';
import { forgetSetup, STEPS, useSetup, type SetupStep } from './useSetup';
import { useWhatIf, type WhatIfTrial } from './useWhatIf';

import './policy.css';

/** From nothing to a first policy and what it tells of the past, step by step. */
export function SetupPage() {
  const { t } = useTranslation();
  const policy = useQuery(policyQuery);
  const { data: caller } = useQuery(callerQuery);
  const whatIf = useWhatIf();
  const [site, setSite] = useState<string>();
  const mayEdit = caller?.roles.includes('admin') ?? false;
  return (
    <>
      <PageHeader title={t('setup.title')} subtitle={t('setup.subtitle')} />
      {policy.isPending ? (
        <LoadingRows />
      ) : !policy.data ? (
        <Failure error={policy.error} onRetry={() => void policy.refetch()} />
      ) : site !== undefined ? (
        <FirstReport site={site} whatIf={whatIf} />
      ) : !mayEdit ? (
        <p>{t('policy.onlyAdmin')}</p>
      ) : policy.data.document.version > 0 ? (
        <Notice variant="info" isInline component="p" title={t('setup.inForce')}>
          <Link to="/policy">{t('setup.toPolicy')}</Link>
        </Notice>
      ) : (
        <Steps
          inForce={policy.data}
          whatIf={whatIf}
          onDone={(answers) => {
            forgetSetup();
            setSite(answers.site);
          }}
        />
      )}
    </>
  );
}

interface StepsProps {
  inForce: PolicyInForce;
  whatIf: WhatIfTrial;
  onDone: (answers: Answers) => void;
}

function Steps({ inForce, whatIf, onDone }: StepsProps) {
  const { t } = useTranslation();
  const { step, answers, goTo, answer } = useSetup();
  const [missing, setMissing] = useState<'site' | 'timeZone' | 'zones'>();
  const queryClient = useQueryClient();
  const heading = useFocusOnNewStep(step);
  const replace = useReplacePolicy();
  const text = policyOf(answers);
  const { problems } = useCheck(text);
  const at = STEPS.indexOf(step);

  const go = (to: SetupStep | undefined) => {
    setMissing(undefined);
    if (to === 'names' || to === 'review') {
      whatIf.trial.mutate({ site: answers.site, text });
    }
    if (to) {
      goTo(to);
    }
  };
  const next = () => {
    const lacking = missingIn(step, answers);
    if (lacking !== undefined) {
      setMissing(lacking);
      return;
    }
    if (step === 'review') {
      replace.mutate(
        { text, tag: inForce.tag },
        {
          onSuccess: () => {
            onDone(answers);
          },
          onError: (failure) => {
            if (isRefusal(failure, 412)) {
              void queryClient.invalidateQueries({ queryKey: policyQuery.queryKey });
            }
          },
        },
      );
      return;
    }
    go(STEPS[at + 1]);
  };

  return (
    <div className="cf-setup">
      <ProgressStepper aria-label={t('setup.steps')}>
        {STEPS.map((one, index) => (
          <ProgressStep
            key={one}
            id={`step-${one}`}
            titleId={`step-${one}-title`}
            variant={index < at ? 'success' : index === at ? 'info' : 'pending'}
            isCurrent={index === at}
            aria-label={t(`setup.step.${one}`)}
          >
            {t(`setup.step.${one}`)}
          </ProgressStep>
        ))}
      </ProgressStepper>
      <Form
        className="cf-panel cf-setup__form"
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <h2 className="cf-panel__title" tabIndex={-1} ref={heading}>
          {t('setup.at', { step: at + 1, steps: STEPS.length, title: t(`setup.step.${step}`) })}
        </h2>
        {step === 'site' && <SiteStep answers={answers} answer={answer} />}
        {step === 'zones' && <ZonesStep answers={answers} answer={answer} />}
        {step === 'things' && <ThingsStep answers={answers} answer={answer} />}
        {step === 'names' && (
          <NamesStep
            answers={answers}
            answer={answer}
            whatIf={whatIf}
            onTry={() => {
              whatIf.trial.mutate({ site: answers.site, text });
            }}
          />
        )}
        {step === 'review' && (
          <>
            <p>{t('setup.review.text')}</p>
            <PolicyText text={text} />
            <Problems problems={problems} />
            <TrialState whatIf={whatIf}>{(impact) => <ToldSum impact={impact} />}</TrialState>
          </>
        )}
        <div role="alert">
          {missing !== undefined && (
            <Notice variant="danger" isInline component="p" title={t(`setup.missing.${missing}`)} />
          )}
          {replace.isError && (
            <Notice
              variant="danger"
              isInline
              component="p"
              title={
                isRefusal(replace.error, 412)
                  ? t('setup.inForce')
                  : t('policy.failed', { detail: replace.error.message })
              }
            />
          )}
        </div>
        <div className="cf-editor__actions">
          <Button type="submit" variant="primary" isLoading={replace.isPending} isDisabled={replace.isPending}>
            {step === 'review' ? t('policy.save') : t('setup.next')}
          </Button>
          {at > 0 && (
            <Button
              variant="secondary"
              onClick={() => {
                go(STEPS[at - 1]);
              }}
            >
              {t('setup.back')}
            </Button>
          )}
          <Link to="/policy" className="cf-button-link">
            {t('setup.leave')}
          </Link>
        </div>
      </Form>
      {step !== 'review' && (
        <Panel title={t('setup.soFar')}>
          <PolicyText text={text} />
        </Panel>
      )}
    </div>
  );
}

/** What a step lacks before one can go on. */
function missingIn(step: SetupStep, answers: Answers): 'site' | 'timeZone' | 'zones' | undefined {
  if (step === 'site' && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(answers.site)) {
    return 'site';
  }
  if (step === 'site' && isTimeZoneWrong(answers)) {
    return 'timeZone';
  }
  return step === 'zones' && zonesOf(answers).size === 0 ? 'zones' : undefined;
}

/** Keyboards and screen readers go on at the heading of the step that one came to. */
function useFocusOnNewStep(step: SetupStep) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) {
      shown.current = step;
      heading.current?.focus();
    }
  }, [step]);
  return heading;
}
