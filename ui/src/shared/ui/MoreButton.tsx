import { Button } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => unknown;
}

interface MoreButtonProps {
  shown: number;
  total?: number;
  pages: Pages;
}

/** The end of a list that comes page by page: the way to more of it, and why no more came. */
export function MoreButton({ shown, total, pages }: MoreButtonProps) {
  const { t } = useTranslation();
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = pages;
  return (
    <div className="cf-more">
      {total !== undefined && <span>{t('shown', { count: shown, total })}</span>}
      <span role="alert">{isFetchNextPageError && t('failure.more', { detail: error?.message })}</span>
      {hasNextPage && (
        <Button
          variant="secondary"
          isLoading={isFetchingNextPage}
          isDisabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t(isFetchNextPageError ? 'failure.retry' : 'more')}
        </Button>
      )}
    </div>
  );
}
