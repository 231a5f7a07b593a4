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
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Acknowledgement, Alert } from '../../shared/api/client';
import { callerQuery, useAcknowledge } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';

/** Who took note, or the way to take note. */
export function Acknowledge({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const { data: caller } = useQuery(callerQuery);
  const [sentHere, setSentHere] = useState(false);
  if (alert.acknowledgement) {
    return <Acknowledged acknowledgement={alert.acknowledgement} takesFocus={sentHere} />;
  }
  if (!caller?.roles.includes('operator')) {
    return <p>{t('alert.acknowledge.forbidden')}</p>;
  }
  return (
    <AcknowledgeForm
      id={alert.id}
      onSend={() => {
        setSentHere(true);
      }}
    />
  );
}

/** Takes the focus when it stands where the reader's own form has just been: the button that had it is gone. */
function Acknowledged({
  acknowledgement: { by, at, note },
  takesFocus,
}: {
  acknowledgement: Acknowledgement;
  takesFocus: boolean;
}) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) {
      place.current?.focus();
    }
  }, [takesFocus]);
  return (
    <div ref={place} tabIndex={-1}>
      <Notice variant="success" isInline component="h3" title={t('alert.acknowledge.done', { by })}>
        <p>{note === '' ? t('alert.acknowledge.noNote') : note}</p>
        <p className="cf-small">
          <Moment at={at} />
        </p>
      </Notice>
    </div>
  );
}

function AcknowledgeForm({ id, onSend }: { id: string; onSend: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const acknowledge = useAcknowledge(id);
  return (
    <Form
      className="cf-acknowledge"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
        acknowledge.mutate(note.trim());
      }}
    >
      <p>{t('alert.acknowledge.text')}</p>
      {acknowledge.isError && (
        <Notice
          variant="danger"
          isInline
          isLiveRegion
          component="p"
          title={t('alert.acknowledge.failed', { detail: acknowledge.error.message })}
        />
      )}
      <FormGroup label={t('alert.acknowledge.note')} fieldId="note">
        <TextArea
          id="note"
          value={note}
          maxLength={1000}
          rows={3}
          resizeOrientation="vertical"
          aria-describedby="note-hint"
          onChange={(_event, text) => {
            setNote(text);
          }}
        />
        <FormHelperText>
          <HelperText>
            <HelperTextItem id="note-hint">{t('alert.acknowledge.hint')}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      <div>
        <Button type="submit" variant="primary" isLoading={acknowledge.isPending} isDisabled={acknowledge.isPending}>
          {t('alert.acknowledge.button')}
        </Button>
      </div>
    </Form>
  );
}
