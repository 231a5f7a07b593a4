import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import { isRefusal, Refusal } from '../api/trouble';
import { NotFound } from './NotFound';

interface FailureProps {
  error: Error;
  onRetry: () => void;
  /** Set when nothing else is on the page. */
  alone?: boolean;
}

/** Says what went wrong while something was fetched, and what to do about it. */
export function Failure({ error, onRetry, alone = false }: FailureProps) {
  const { t } = useTranslation();
  if (isRefusal(error, 404)) {
    return <NotFound />;
  }
  const kind = isRefusal(error, 403) ? 'forbidden' : error instanceof Refusal ? 'refused' : 'unreachable';
  return (
    <EmptyState status="warning" titleText={t(`failure.${kind}.title`)} headingLevel={alone ? 'h1' : 'h2'}>
      <EmptyStateBody>{t(`failure.${kind}.text`, { detail: error.message })}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="primary" onClick={onRetry}>
            {t('failure.retry')}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
