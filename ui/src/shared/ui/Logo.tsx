import { useTranslation } from 'react-i18next';

/** A moon that rose, and one light still out: the mark of Curfew. */
export function MoonMark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 32 32" width="1em" height="1em" aria-hidden="true">
      <path d="M18.4 3.4a13 13 0 1 0 10.2 17.4A11 11 0 0 1 18.4 3.4Z" fill="var(--cf-mark-moon, currentColor)" />
      <circle cx="23.4" cy="11" r="3.4" fill="var(--cf-mark-light, #ffb547)" />
    </svg>
  );
}

export function Logo() {
  const { t } = useTranslation();
  return (
    <span className="cf-logo">
      <MoonMark className="cf-logo__mark" />
      <span className="cf-logo__name">{t('product.name')}</span>
    </span>
  );
}
