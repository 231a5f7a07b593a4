import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { Logo } from '../shared/ui/Logo';
import { useDocumentTitle } from '../shared/ui/useDocumentTitle';
import { Evening } from './Evening';
import { ThemeButton } from './ThemeButton';

/** The way in. After signing in, people land where they wanted to go. */
export function SignInPage() {
  const { t } = useTranslation();
  const wanted = useRouterState({ select: ({ location }) => location.href });
  useDocumentTitle();
  return (
    <div className="cf-sign-in">
      <header className="cf-sign-in__top">
        <Logo />
        <ThemeButton />
      </header>
      <main className="cf-sign-in__main">
        <div className="cf-sign-in__words">
          <p className="cf-sign-in__claim">{t('product.claim')}</p>
          <h1>{t('signIn.title')}</h1>
          <p className="cf-sign-in__text">{t('signIn.text')}</p>
          <a className="cf-sign-in__button" href={`/signin?to=${encodeURIComponent(wanted)}`}>
            {t('signIn.button')}
          </a>
          <p className="cf-sign-in__note">{t('signIn.note')}</p>
        </div>
        <Evening />
      </main>
    </div>
  );
}
