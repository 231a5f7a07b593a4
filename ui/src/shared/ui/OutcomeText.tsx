import { useTranslation } from 'react-i18next';

const OUTCOMES = [
  'established',
  'answered',
  'unanswered',
  'refused',
  'rejected',
  'reset',
  'closed',
  'timed-out',
  'unknown',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export function isOutcome(text: string): text is Outcome {
  return OUTCOMES.some((outcome) => outcome === text);
}

/** How a flow went, in words. An outcome that the console does not know is shown as it is. */
export function OutcomeText({ outcome }: { outcome: string }) {
  const { t } = useTranslation();
  return <>{isOutcome(outcome) ? t(`outcome.${outcome}`) : outcome}</>;
}
