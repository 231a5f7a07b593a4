import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Caller } from '../shared/api/client';
import { callerQuery } from '../shared/api/queries';
import { LiveAlerts, useLiveState } from '../shared/live/LiveAlerts';
import { timeZone } from '../shared/own/choices';
import { Failure } from '../shared/ui/Failure';
import { LoadingRows } from '../shared/ui/Loading';
import { Logo } from '../shared/ui/Logo';
import { maySee, type Place } from './places';
import { SignInPage } from './SignInPage';
import { ThemeButton } from './ThemeButton';

const ASK_AGAIN_MILLIS = 3_000;

const LABELS = {
  '/': 'nav.overview',
  '/violations': 'nav.violations',
  '/devices': 'nav.devices',
  '/traffic': 'nav.traffic',
  '/sensors': 'nav.sensors',
  '/reports': 'nav.reports',
  '/policy': 'nav.policy',
  '/audit': 'nav.audit',
  '/settings': 'nav.settings',
} as const;

/** What is around every page. Nobody signed in: the way in, wherever they wanted to go. */
export function Shell() {
  const caller = useQuery({
    ...callerQuery,
    refetchInterval: ({ state }) => (state.status === 'error' && state.data === undefined ? ASK_AGAIN_MILLIS : false),
  });

  // While it is asked again the query has forgotten why it failed before.
  const [failure, setFailure] = useState(caller.error);
  if (caller.error && caller.error !== failure) {
    setFailure(caller.error);
  }

  if (caller.data === null) {
    return <SignInPage />;
  }
  if (caller.data) {
    const console = <SignedIn caller={caller.data} />;
    return maySee(caller.data).includes('/violations') ? <LiveAlerts>{console}</LiveAlerts> : console;
  }
  return (
    <main className="cf-alone">
      {failure ? <Failure alone error={failure} onRetry={() => void caller.refetch()} /> : <LoadingRows />}
    </main>
  );
}

function SignedIn({ caller }: { caller: Caller }) {
  const { t } = useTranslation();
  const main = useFocusOnNewPage();
  return (
    <div className="cf-shell">
      <a className="cf-skip" href="#content">
        {t('nav.skip')}
      </a>
      <header className="cf-masthead">
        <Link to="/" className="cf-masthead__brand">
          <Logo />
        </Link>
        <nav className="cf-nav" aria-label={t('nav.label')}>
          {maySee(caller).map((place) => (
            <NavLink key={place} to={place} label={t(LABELS[place])} />
          ))}
        </nav>
        <div className="cf-masthead__person">
          <ThemeButton />
          <span className="cf-masthead__name" title={t('nav.signedInAs', { name: caller.displayName })}>
            {caller.displayName}
          </span>
          <a className="cf-masthead__out" href={caller.signOut}>
            {t('nav.signOut')}
          </a>
        </div>
      </header>
      <ConnectionNotice />
      <main className="cf-main" id="content" tabIndex={-1} ref={main}>
        <Suspense fallback={<LoadingRows />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="cf-footer">{t('time.zone', { zone: timeZone() })}</footer>
    </div>
  );
}

/** Moves the focus to the page when another one opens, so that keyboards and screen readers go on from there. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== path) {
      shown.current = path;
      main.current?.focus({ preventScroll: true });
    }
  }, [path]);
  return main;
}

function NavLink({ to, label }: { to: Place; label: string }) {
  return (
    <Link
      to={to}
      className="cf-nav__link"
      activeProps={{ className: 'cf-nav__link--active' }}
      activeOptions={{ includeSearch: false, exact: to === '/' }}
    >
      {label}
    </Link>
  );
}

function ConnectionNotice() {
  const { t } = useTranslation();
  const state = useLiveState();
  return <div role="alert">{state === 'reconnecting' && <div className="cf-connection">{t('live.lost')}</div>}</div>;
}
