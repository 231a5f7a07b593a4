import { Button } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

interface MoreButtonProps {
  shown: number;
  total?: number;
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
}

/** The end of a list that comes page by page. */
export function MoreButton({ shown, total, hasMore, loading, onMore }: MoreButtonProps) {
  const { t } = useTranslation();
  return (
    <div className="cf-more">
      {total !== undefined && <span>{t('shown', { count: shown, total })}</span>}
      {hasMore && (
        <Button variant="secondary" isLoading={loading} isDisabled={loading} onClick={onMore}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
