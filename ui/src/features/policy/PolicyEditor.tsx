import { Alert as Notice, AlertActionLink, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';

import { policyQuery, useReplacePolicy, type PolicyInForce } from '../../shared/api/queries';
import { isRefusal } from '../../shared/api/trouble';
import { Ago } from '../../shared/time/Moment';
import { Panel } from '../../shared/ui/Panel';
import { TextDiff } from '../../shared/ui/TextDiff';
import { Conflict } from './Conflict';
import { CodeEditor, type CodeEditorHandle } from './editor/CodeEditor';
import { Problems } from './Problems';
import { useCheck } from './useCheck';
import { useDraft } from './useDraft';
import { useKnowledge } from './useKnowledge';
import { WhatIf } from './WhatIf';
import { ZoneForm } from './ZoneForm';

interface PolicyEditorProps {
  /** Who edits. */
  by: string;
  inForce: PolicyInForce;
  /** A text to begin with in place of the one in force. */
  proposed?: string;
  onCancel: () => void;
  onSaved: (version: number) => void;
}

/** Changes the policy's text. It is checked as it is typed; a text with mistakes never comes into force. */
export function PolicyEditor({ by, inForce, proposed, onCancel, onSaved }: PolicyEditorProps) {
  const { t } = useTranslation();
  const draft = useDraft(by, baseOf(inForce), proposed);
  const { text, base } = draft;
  const { refetch } = useQuery(policyQuery);
  const replace = useReplacePolicy();
  const { problems, isChecking, error: checkError } = useCheck(text);
  const knowledge = useKnowledge();
  const code = useRef<CodeEditorHandle>(null);
  const shown = useDeferredValue(text);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isZoneWanted, setIsZoneWanted] = useState(false);
  const isOutdated = inForce.document.version !== base.version;
  const refusal = replace.error;
  const isTold = isRefusal(refusal, 412) || isRefusal(refusal, 422);

  const leave = () => {
    draft.drop();
    onCancel();
  };
  return (
    <div className="cf-change">
      <form
        className="cf-editor"
        onSubmit={(event) => {
          event.preventDefault();
          replace.mutate(
            // What is shown may be a letter behind what was typed.
            { text: code.current?.text() ?? text, tag: base.tag },
            {
              onSuccess: ({ version }) => {
                draft.drop();
                onSaved(version);
              },
              onError: (failure) => {
                if (isRefusal(failure, 412)) {
                  void refetch();
                }
              },
            },
          );
        }}
      >
        {draft.restored && draft.isChanged && (
          <Notice
            variant="info"
            isInline
            component="p"
            title={
              <Trans
                i18nKey="policy.draft.restored"
                values={{ version: base.version }}
                components={{ ago: <Ago at={draft.restored.at} /> }}
              />
            }
            actionLinks={
              <AlertActionLink
                onClick={() => {
                  draft.discard();
                  code.current?.replace(inForce.document.text);
                }}
              >
                {t('policy.draft.discard')}
              </AlertActionLink>
            }
          />
        )}
        {!draft.isKept && <Notice variant="warning" isInline component="p" title={t('policy.draft.notKept')} />}
        <div role="alert">
          {isOutdated && (
            <Conflict
              base={base}
              mine={text}
              theirs={inForce.document}
              onGoOn={(next) => {
                draft.rebase(baseOf(inForce));
                code.current?.replace(next);
                replace.reset();
              }}
            />
          )}
          {refusal && !isTold && (
            <Notice variant="danger" isInline component="p" title={t('policy.failed', { detail: refusal.message })} />
          )}
        </div>
        <p className="cf-small">{t('policy.keys')}</p>
        <CodeEditor
          ref={code}
          label={t('policy.editor')}
          initialText={text}
          onChange={(changed) => {
            draft.setText(changed);
            replace.reset();
          }}
          problems={problems}
          knowledge={knowledge}
        />
        <div role="status" className="cf-editor__status">
          {checkError ? (
            <Notice
              variant="warning"
              isInline
              component="p"
              title={t('policy.notChecked', { detail: checkError.message })}
            />
          ) : problems.length > 0 ? (
            <Problems
              problems={problems}
              onGoTo={({ line, column }) => {
                code.current?.goTo(line, column);
              }}
            />
          ) : (
            <p className="cf-small">{isChecking ? t('policy.checking') : t('policy.fine')}</p>
          )}
        </div>
        <div className="cf-editor__actions">
          <Button
            type="submit"
            variant="primary"
            isLoading={replace.isPending}
            isDisabled={replace.isPending || isOutdated || !draft.isChanged}
          >
            {t('policy.save')}
          </Button>
          <Button
            variant="secondary"
            aria-expanded={isZoneWanted}
            onClick={() => {
              setIsZoneWanted(!isZoneWanted);
            }}
          >
            {t('policy.zone.open')}
          </Button>
          <Button
            variant="link"
            onClick={() => {
              if (draft.isChanged) {
                setIsLeaving(true);
              } else {
                leave();
              }
            }}
          >
            {t('policy.cancel')}
          </Button>
        </div>
        <div role="alert">
          {isLeaving && (
            <Notice
              variant="warning"
              isInline
              component="p"
              title={t('policy.leave.title')}
              actionLinks={
                <>
                  <AlertActionLink onClick={leave}>{t('policy.leave.throwAway')}</AlertActionLink>
                  <AlertActionLink
                    onClick={() => {
                      setIsLeaving(false);
                    }}
                  >
                    {t('policy.leave.stay')}
                  </AlertActionLink>
                </>
              }
            />
          )}
        </div>
      </form>
      {isZoneWanted && (
        <ZoneForm
          text={text}
          onInsert={({ text: next, line }) => {
            setIsZoneWanted(false);
            code.current?.replace(next);
            code.current?.goTo(line, 1);
          }}
        />
      )}
      <Panel title={t('policy.change.title')} text={t('policy.change.text', { version: base.version })}>
        <TextDiff before={base.text} after={shown} label={t('policy.change.label')} />
      </Panel>
      <WhatIf text={text} />
    </div>
  );
}

function baseOf({ document, tag }: PolicyInForce) {
  return { version: document.version, tag, text: document.text };
}
