import { Alert as Notice } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { callerQuery } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { Panel } from '../../shared/ui/Panel';
import { Deeds } from './Deeds';

/** Where the matter stands, and what can be done about it. */
export function StandingPanel({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const { data: caller } = useQuery(callerQuery);
  const [doneHere, setDoneHere] = useState(0);
  return (
    <Panel title={t('alert.standing.title')}>
      <Standing alert={alert} takesFocusAfter={doneHere} />
      {caller?.roles.includes('operator') ? (
        <Deeds
          alert={alert}
          onDone={() => {
            setDoneHere((times) => times + 1);
          }}
        />
      ) : (
        <p>{t('alert.standing.forbidden')}</p>
      )}
    </Panel>
  );
}

/** Takes the focus after the reader's own deed: the button that had it may be gone. */
function Standing({ alert, takesFocusAfter }: { alert: Alert; takesFocusAfter: number }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocusAfter > 0) {
      place.current?.focus();
    }
  }, [takesFocusAfter]);
  return (
    <div ref={place} tabIndex={-1} className="cf-standing">
      <StandingNotice alert={alert} />
    </div>
  );
}

function StandingNotice({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const { state, acknowledgement, mutedUntil, resolution, reopened } = alert;
  if (state === 'resolved' && resolution) {
    const title =
      resolution.by === '' ? t('alert.standing.resolvedByItself') : t('alert.standing.resolved', { by: resolution.by });
    const why = alert.notes.find((note) => note.by === resolution.by && note.at === resolution.at)?.text;
    const text = t('alert.standing.resolvedText');
    return <Told variant="success" title={title} at={resolution.at} text={why ? `${why} ${text}` : text} />;
  }
  if (state === 'muted' && mutedUntil) {
    return (
      <Told variant="info" title={t('alert.standing.muted')} at={mutedUntil} text={t('alert.standing.mutedText')} />
    );
  }
  if (state === 'acknowledged' && acknowledgement) {
    const { by, at, note } = acknowledgement;
    return (
      <Told
        variant="success"
        title={t('alert.standing.acknowledged', { by })}
        at={at}
        text={note === '' ? t('alert.standing.noNote') : note}
      />
    );
  }
  if (reopened) {
    return (
      <Told
        variant="warning"
        title={t('alert.standing.reopened')}
        at={reopened}
        text={t('alert.standing.reopenedText')}
      />
    );
  }
  return <p>{t('alert.standing.openText')}</p>;
}

interface ToldProps {
  variant: 'success' | 'info' | 'warning';
  title: string;
  text: string;
  at: string;
}

function Told({ variant, title, text, at }: ToldProps) {
  return (
    <Notice variant={variant} isInline component="h3" title={title}>
      <p>{text}</p>
      <p className="cf-small">
        <Moment at={at} />
      </p>
    </Notice>
  );
}
