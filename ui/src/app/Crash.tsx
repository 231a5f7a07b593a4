import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

/** What Chromium, Firefox and Safari say when the code of a page does not come, and Vite when its styles do not. */
const NOT_LOADED = /dynamically imported module|Importing a module script failed|Unable to preload CSS/i;

/** A page that threw, or whose code could not be fetched. The shell around it still works. */
export function Crash({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const kind = NOT_LOADED.test(String(error)) ? 'notLoaded' : 'crash';
  return (
    <EmptyState
      status={kind === 'crash' ? 'danger' : 'warning'}
      titleText={t(`failure.${kind}.title`)}
      headingLevel="h1"
    >
      <EmptyStateBody>{t(`failure.${kind}.text`)}</EmptyStateBody>
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
