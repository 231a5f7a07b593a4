import { Alert as Notice, Button } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import type { PolicyProblem } from '../../shared/api/policyQueries';

interface ProblemsProps {
  problems: readonly PolicyProblem[];
  /** Absent where there is no editor. */
  onGoTo?: (problem: PolicyProblem) => void;
}

/** Mistakes and warnings with their places; in an editor each leads to where it is. */
export function Problems({ problems, onGoTo }: ProblemsProps) {
  const { t } = useTranslation();
  const kinds = [
    { severity: 'error', variant: 'danger', title: 'policy.mistakes' },
    { severity: 'warning', variant: 'warning', title: 'policy.warnings' },
  ] as const;
  return kinds.map(({ severity, variant, title }) => {
    const found = problems.filter((problem) => problem.severity === severity);
    return (
      found.length > 0 && (
        <Notice key={severity} variant={variant} isInline component="p" title={t(title, { count: found.length })}>
          <ul className="cf-editor__mistakes">
            {found.map((problem) => (
              <li key={`${String(problem.line)}:${String(problem.column)}:${problem.message}`}>
                {onGoTo ? (
                  <Button
                    variant="link"
                    isInline
                    onClick={() => {
                      onGoTo(problem);
                    }}
                  >
                    {t('policy.mistakeAt', { line: problem.line, column: problem.column })}
                  </Button>
                ) : (
                  <strong>{t('policy.mistakeAt', { line: problem.line, column: problem.column })}</strong>
                )}{' '}
                {problem.message}
                {problem.suggestion && <div>{problem.suggestion}</div>}
              </li>
            ))}
          </ul>
        </Notice>
      )
    );
  });
}
