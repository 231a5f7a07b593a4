import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

/** A page that threw. The shell around it still works. */
export function Crash() {
  const { t } = useTranslation();
  return (
    <EmptyState status="danger" titleText={t('failure.crash.title')} headingLevel="h1">
      <EmptyStateBody>{t('failure.crash.text')}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button
            variant="primary"
            onClick={() => {
              window.location.reload();
            }}
          >
            {t('failure.reload')}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
