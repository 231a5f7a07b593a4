import { Alert as Notice, Button, Checkbox, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AlertSummary } from '../../shared/api/client';
import { useBulkDeed } from '../../shared/api/queries';
import { endOfMute, MuteTime, USUAL_MUTE } from '../../shared/ui/MuteTime';
import type { Choice } from './ViolationsTable';

interface ChosenBarProps extends Choice {
  alerts: AlertSummary[];
}

const DEEDS = ['acknowledge', 'mute', 'resolve'] as const;

/** Chooses all that is shown, and decides about all that is chosen at once. */
export function ChosenBar({ alerts, chosen, onChoose }: ChosenBarProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [mute, setMute] = useState(USUAL_MUTE);
  const bulk = useBulkDeed();
  const about = alerts.filter(({ id }) => chosen.has(id));
  const run = (deed: (typeof DEEDS)[number]) => {
    bulk.mutate(
      { alerts: about, deed, note: note.trim(), ...(deed === 'mute' && { until: endOfMute(mute) }) },
      {
        onSuccess: () => {
          setNote('');
          onChoose(
            about.map(({ id }) => id),
            false,
          );
        },
      },
    );
  };
  return (
    <section className="cf-chosen" aria-label={t('violations.choose.label')}>
      <Checkbox
        id="choose-all"
        label={t('violations.choose.all')}
        isChecked={about.length === alerts.length ? true : about.length === 0 ? false : null}
        onChange={(_event, isChosen) => {
          onChoose(
            alerts.map(({ id }) => id),
            isChosen,
          );
        }}
      />
      <span role="status">{about.length > 0 && t('violations.choose.chosen', { count: about.length })}</span>
      {about.length > 0 && (
        <>
          <TextInput
            className="cf-chosen__note"
            aria-label={t('alert.deed.noteLabel')}
            placeholder={t('alert.deed.noteLabel')}
            value={note}
            maxLength={2000}
            onChange={(_event, text) => {
              setNote(text);
            }}
          />
          {DEEDS.map((deed) => (
            <span key={deed} className="cf-chosen__deed">
              <Button
                variant="secondary"
                isLoading={bulk.isPending && bulk.variables.deed === deed}
                isDisabled={bulk.isPending || (deed === 'mute' && endOfMute(mute) === undefined)}
                onClick={() => {
                  run(deed);
                }}
              >
                {t(`alert.deed.${deed}`)}
              </Button>
              {deed === 'mute' && <MuteTime choice={mute} onChoose={setMute} />}
            </span>
          ))}
        </>
      )}
      <div role="alert" className="cf-chosen__trouble">
        {bulk.isError && (
          <Notice
            variant="danger"
            isInline
            component="p"
            title={t('alert.deed.failed', { detail: bulk.error.message })}
          />
        )}
      </div>
    </section>
  );
}
