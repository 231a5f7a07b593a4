import {
  Alert as Notice,
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextArea,
} from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { useAlertDeed, type AlertDeed } from '../../shared/api/queries';
import { endOfMute, MuteTime, USUAL_MUTE } from '../../shared/ui/MuteTime';

type State = Alert['state'];

/** What makes sense in which state; the first is what is done most. */
const DEEDS: Record<State, readonly AlertDeed[]> = {
  open: ['acknowledge', 'mute', 'resolve', 'note'],
  acknowledged: ['resolve', 'mute', 'unacknowledge', 'note'],
  muted: ['unmute', 'resolve', 'note'],
  resolved: ['reopen', 'note'],
};

/** The note and the buttons. What was written stays when a command is refused. */
export function Deeds({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [mute, setMute] = useState(USUAL_MUTE);
  const deed = useAlertDeed(alert.id);
  const deeds = DEEDS[alert.state];
  const written = note.trim();
  const run = (command: AlertDeed) => {
    deed.mutate(
      { deed: command, note: written, ...(command === 'mute' && { until: endOfMute(mute) }) },
      {
        onSuccess: () => {
          setNote('');
          onDone();
        },
      },
    );
  };
  return (
    <Form
      className="cf-deeds"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {deed.isError && (
        <Notice
          variant="danger"
          isInline
          isLiveRegion
          component="p"
          title={t('alert.deed.failed', { detail: deed.error.message })}
        />
      )}
      <FormGroup label={t('alert.deed.noteLabel')} fieldId="note">
        <TextArea
          id="note"
          value={note}
          maxLength={2000}
          rows={3}
          resizeOrientation="vertical"
          aria-describedby="note-hint"
          onChange={(_event, text) => {
            setNote(text);
          }}
        />
        <FormHelperText>
          <HelperText>
            <HelperTextItem id="note-hint">{t('alert.deed.hint')}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      <div className="cf-deeds__buttons">
        {deeds.map((command, index) => (
          <span key={command} className="cf-deeds__deed">
            <Button
              variant={index === 0 ? 'primary' : 'secondary'}
              isLoading={deed.isPending && deed.variables.deed === command}
              isDisabled={
                deed.isPending ||
                (command === 'note' && written === '') ||
                (command === 'mute' && endOfMute(mute) === undefined)
              }
              onClick={() => {
                run(command);
              }}
            >
              {t(`alert.deed.${command}`)}
            </Button>
            {command === 'mute' && <MuteTime choice={mute} onChoose={setMute} />}
          </span>
        ))}
      </div>
    </Form>
  );
}
