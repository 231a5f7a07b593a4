import { Skeleton } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

/** Grey bars where rows are about to appear. */
export function LoadingRows({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="cf-loading" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height="2.5rem" />
      ))}
    </div>
  );
}
