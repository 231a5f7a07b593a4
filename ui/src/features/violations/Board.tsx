import { Alert as Notice, AlertActionLink, Button } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { alertsQuery, followsLive, useBulkDeed, useMayDecide, type AlertScope } from '../../shared/api/queries';
import { useLongList } from '../../shared/api/useLongList';
import { useLiveChanges } from '../../shared/live/LiveAlerts';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoreButton } from '../../shared/ui/MoreButton';
import { endOfMute, USUAL_MUTE } from '../../shared/ui/MuteTime';
import { ChosenBar } from './ChosenBar';
import { NoViolations } from './NoViolations';
import { useBoardKeys, type BoardKey } from './useBoardKeys';
import { useKeysSwitch } from './useKeysSwitch';
import { ViolationsTable, type Choice } from './ViolationsTable';

const KeysHelp = lazy(async () => ({ default: (await import('./KeysHelp')).KeysHelp }));

interface BoardProps {
  scope: AlertScope;
  filtered: boolean;
  onClear: () => void;
}

/** The violations, newest first, to be walked through and decided about by key as well. */
export function Board({ scope, filtered, onClear }: BoardProps) {
  const { t } = useTranslation();
  const alerts = useInfiniteQuery(alertsQuery(scope));
  const { data } = alerts;
  const { rows, more } = useLongList(alerts);
  const total = data?.pages.at(-1)?.total ?? 0;
  const mayDecide = useMayDecide(['operator']);
  const choice = useChoice();
  const keys = useKeys(rows, mayDecide ? choice : undefined);

  return (
    <>
      {alerts.isPending ? (
        <LoadingRows />
      ) : alerts.isError && rows.length === 0 ? (
        <Failure error={alerts.error} onRetry={() => void alerts.refetch()} />
      ) : rows.length === 0 ? (
        <NoViolations filtered={filtered} onClear={onClear} />
      ) : (
        <div className={alerts.isPlaceholderData ? 'cf-stale' : undefined}>
          <Outdated
            pages={data?.pages.length ?? 0}
            asOf={alerts.dataUpdatedAt}
            onRefresh={() => void alerts.refetch()}
          />
          {mayDecide && <ChosenBar alerts={rows} {...choice} />}
          {keys.trouble !== undefined && (
            <Notice
              variant="danger"
              isInline
              isLiveRegion
              component="p"
              title={t('alert.deed.failed', { detail: keys.trouble })}
            />
          )}
          <ViolationsTable
            alerts={rows}
            total={total}
            choice={mayDecide ? choice : undefined}
            activeIndex={keys.activeIndex}
            onNearEnd={more}
          />
          <MoreButton shown={rows.length} total={total} pages={alerts} />
        </div>
      )}
      <p className="cf-small cf-keys-hint">
        <Button variant="link" isInline onClick={keys.onHelp}>
          {t('violations.keys.hint')}
        </Button>
      </p>
      {keys.help}
      <p className="pf-v6-screen-reader" role="status">
        {alerts.isSuccess ? t('violations.found', { count: total }) : ''}
      </p>
    </>
  );
}

/** A long list does not follow the stream row by row: it says that it could be fetched again. */
function Outdated({ pages, asOf, onRefresh }: { pages: number; asOf: number; onRefresh: () => void }) {
  const { t } = useTranslation();
  const changed = useLiveChanges();
  if (followsLive(pages) || changed <= asOf) {
    return null;
  }
  return (
    <Notice
      variant="info"
      isInline
      isLiveRegion
      component="p"
      title={t('violations.outdated')}
      actionLinks={<AlertActionLink onClick={onRefresh}>{t('violations.refresh')}</AlertActionLink>}
    />
  );
}

function useChoice(): Choice {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const onChoose = (alerts: string[], isChosen: boolean) => {
    setChosen((before) => {
      const leaving = new Set(alerts);
      return new Set(isChosen ? [...before, ...alerts] : [...before].filter((id) => !leaving.has(id)));
    });
  };
  return { chosen, onChoose };
}

/** Walks the rows by key, and decides about those chosen, else about the one stood on. */
function useKeys(rows: { id: string; site: string }[], choice: Choice | undefined) {
  const navigate = useNavigate();
  const bulk = useBulkDeed();
  const [areOn, turn] = useKeysSwitch();
  const [helps, setHelps] = useState(false);
  const [activeId, setActiveId] = useState<string>();
  const found = rows.findIndex(({ id }) => id === activeId);
  const active = rows[found];

  const move = (by: number) => {
    const next = rows[Math.min(Math.max(found + by, 0), rows.length - 1)];
    setActiveId(next?.id);
  };
  const decide = (deed: 'acknowledge' | 'mute') => {
    const chosen = rows.filter(({ id }) => choice?.chosen.has(id));
    const alerts = chosen.length > 0 ? chosen : active ? [active] : [];
    if (choice && alerts.length > 0 && !bulk.isPending) {
      bulk.mutate(
        { alerts, deed, note: '', ...(deed === 'mute' && { until: endOfMute(USUAL_MUTE) }) },
        {
          onSuccess: () => {
            choice.onChoose(
              alerts.map(({ id }) => id),
              false,
            );
          },
        },
      );
    }
  };
  const onKey = (does: BoardKey) => {
    switch (does) {
      case 'next':
        move(1);
        return;
      case 'previous':
        move(-1);
        return;
      case 'choose':
        if (active && choice) {
          choice.onChoose([active.id], !choice.chosen.has(active.id));
        }
        return;
      case 'open':
        if (active) {
          void navigate({ to: '/violations/$id', params: { id: active.id } });
        }
        return;
      case 'acknowledge':
      case 'mute':
        decide(does);
        return;
      case 'search':
        document.querySelector<HTMLInputElement>('input[type=search]')?.focus();
        return;
      case 'leave':
        setActiveId(undefined);
        choice?.onChoose([...choice.chosen], false);
        return;
      case 'help':
        setHelps(true);
        return;
    }
  };
  useBoardKeys(areOn, onKey);
  return {
    activeIndex: active ? found : undefined,
    trouble: bulk.error?.message,
    onHelp: () => {
      setHelps(true);
    },
    help: helps && (
      <Suspense>
        <KeysHelp
          areOn={areOn}
          onSwitch={turn}
          onClose={() => {
            setHelps(false);
          }}
        />
      </Suspense>
    ),
  };
}
