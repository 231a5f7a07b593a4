import { Alert as Notice, Button, TextArea } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Mistake } from '../../shared/api/client';
import { useCheckPolicy, useReplacePolicy, type PolicyInForce } from '../../shared/api/queries';
import { isRefusal } from '../../shared/api/trouble';
import { WhatIf } from './WhatIf';

interface PolicyEditorProps {
  inForce: PolicyInForce;
  onCancel: () => void;
  onSaved: (version: number) => void;
}

const EMPTY_LINES_SHOWN = 4;
const FEWEST_LINES_SHOWN = 20;

/** Changes the policy's text. A text with mistakes never comes into force: each is shown with its place. */
export function PolicyEditor({ inForce, onCancel, onSaved }: PolicyEditorProps) {
  const { t } = useTranslation();
  // The version that the change started from, even when somebody replaces it meanwhile.
  const [start] = useState(inForce);
  const [text, setText] = useState(start.document.text);
  const check = useCheckPolicy();
  const replace = useReplacePolicy();
  const refused = isRefusal(replace.error, 422) ? replace.error.problem?.mistakes : undefined;
  const mistakes = refused ?? check.data?.mistakes ?? [];
  const busy = check.isPending || replace.isPending;

  return (
    <div className="cf-change">
      <form
        className="cf-editor"
        onSubmit={(event) => {
          event.preventDefault();
          check.reset();
          replace.mutate(
            { text, tag: start.tag },
            {
              onSuccess: ({ version }) => {
                onSaved(version);
              },
            },
          );
        }}
      >
        <div role="status">
          {check.isSuccess && mistakes.length === 0 && (
            <Notice variant="success" isInline component="p" title={t('policy.fine')} />
          )}
        </div>
        <div role="alert">
          {mistakes.length > 0 && <Mistakes mistakes={mistakes} />}
          {replace.isError && refused === undefined && (
            <Notice
              variant="danger"
              isInline
              component="p"
              title={
                isRefusal(replace.error, 412)
                  ? t('policy.conflict')
                  : t('policy.failed', { detail: replace.error.message })
              }
            />
          )}
          {check.isError && (
            <Notice
              variant="danger"
              isInline
              component="p"
              title={t('policy.failed', { detail: check.error.message })}
            />
          )}
        </div>
        <TextArea
          aria-label={t('policy.editor')}
          className="cf-editor__text"
          value={text}
          rows={Math.max(text.split('\n').length + EMPTY_LINES_SHOWN, FEWEST_LINES_SHOWN)}
          spellCheck={false}
          wrap="off"
          resizeOrientation="vertical"
          onChange={(_event, changed) => {
            setText(changed);
            check.reset();
            replace.reset();
          }}
        />
        <div className="cf-editor__actions">
          <Button type="submit" variant="primary" isLoading={replace.isPending} isDisabled={busy}>
            {t('policy.save')}
          </Button>
          <Button
            variant="secondary"
            isLoading={check.isPending}
            isDisabled={busy}
            onClick={() => {
              replace.reset();
              check.mutate(text);
            }}
          >
            {t('policy.check')}
          </Button>
          <Button variant="link" onClick={onCancel}>
            {t('policy.cancel')}
          </Button>
        </div>
      </form>
      <WhatIf text={text} />
    </div>
  );
}

function Mistakes({ mistakes }: { mistakes: Mistake[] }) {
  const { t } = useTranslation();
  return (
    <Notice variant="danger" isInline component="p" title={t('policy.mistakes', { count: mistakes.length })}>
      <ul className="cf-editor__mistakes">
        {mistakes.map(({ line, column, message, suggestion }) => (
          <li key={`${String(line)}:${String(column)}:${message}`}>
            <strong>{t('policy.mistakeAt', { line, column })}</strong> {message}
            {suggestion && <div>{suggestion}</div>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
