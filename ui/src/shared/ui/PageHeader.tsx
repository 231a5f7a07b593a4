import type { ReactNode } from 'react';

import { useDocumentTitle } from './useDocumentTitle';

interface PageHeaderProps {
  title: string;
  subtitle?: ReactNode;
  above?: ReactNode;
  aside?: ReactNode;
}

/** The heading of a page, which also names the browser's tab. */
export function PageHeader({ title, subtitle, above, aside }: PageHeaderProps) {
  useDocumentTitle(title);
  return (
    <header className="cf-page-header">
      <div>
        {above}
        <h1 className="cf-page-header__title">{title}</h1>
        {subtitle && <div className="cf-page-header__subtitle">{subtitle}</div>}
      </div>
      {aside && <div className="cf-page-header__aside">{aside}</div>}
    </header>
  );
}
