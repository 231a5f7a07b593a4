import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The filters above a list. Each acts by itself: there is nothing to send. */
export function FilterBar({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <form
      className="cf-filters"
      role="search"
      aria-label={t('filter.label')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {children}
    </form>
  );
}
