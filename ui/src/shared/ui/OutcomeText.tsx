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

/** What an ICMP "destination unreachable" said of whom was asked; its codes mean other things by IPv6. */
export interface Rejection {
  code: number;
  responder: string;
}

const REASONS = {
  // RFC 792 and RFC 1812, 5.2.7.1.
  byIpv4: { port: [2, 3], forbidden: [9, 10, 13], noWay: [0, 1, 5, 6, 7, 8, 11, 12] },
  // RFC 4443, 3.1.
  byIpv6: { port: [4], forbidden: [1, 5, 6], noWay: [0, 3] },
};

interface OutcomeTextProps {
  outcome: string;
  /** Absent where it is not known why something was rejected. */
  rejection?: Rejection | undefined;
}

/** How a flow went, in words. An outcome that the console does not know is shown as it is. */
export function OutcomeText({ outcome, rejection }: OutcomeTextProps) {
  const { t } = useTranslation();
  const reason = outcome === 'rejected' && rejection && reasonOf(rejection);
  if (reason) {
    return <>{t(`rejection.${reason}`)}</>;
  }
  return <>{isOutcome(outcome) ? t(`outcome.${outcome}`) : outcome}</>;
}

/** Nobody listens at the port, somebody forbids it, or there is no way; undefined where the code says none of these. */
function reasonOf({ code, responder }: Rejection) {
  const codes = responder.includes(':') ? REASONS.byIpv6 : REASONS.byIpv4;
  return (['port', 'forbidden', 'noWay'] as const).find((reason) => codes[reason].includes(code));
}
