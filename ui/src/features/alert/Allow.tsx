import { Alert as Notice, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { callerQuery, useProposal, useReplacePolicy } from '../../shared/api/queries';
import { isRefusal } from '../../shared/api/trouble';
import { Panel } from '../../shared/ui/Panel';

/** The change of the policy that would allow this. It is only shown; an administrator may put it in force. */
export function Allow({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const { data: caller } = useQuery(callerQuery);
  const proposal = useProposal(alert.id);
  const replace = useReplacePolicy();
  const mayAsk = caller?.roles.some((role) => role === 'operator' || role === 'admin') ?? false;
  if (!mayAsk) {
    return null;
  }
  return (
    <Panel title={t('alert.allow.title')} text={t('alert.allow.text')}>
      <div role="status">
        {replace.isSuccess && (
          <Notice
            variant="success"
            isInline
            component="p"
            title={t('alert.allow.done', { version: replace.data.version })}
          />
        )}
      </div>
      {proposal.isError && (
        <Notice
          variant={isRefusal(proposal.error, 409) ? 'info' : 'danger'}
          isInline
          isLiveRegion
          component="p"
          title={t('alert.allow.failed', { detail: proposal.error.message })}
        />
      )}
      {replace.isError && (
        <Notice
          variant="danger"
          isInline
          isLiveRegion
          component="p"
          title={
            isRefusal(replace.error, 412)
              ? t('alert.allow.outdated')
              : t('alert.allow.notSaved', { detail: replace.error.message })
          }
        />
      )}
      {proposal.data && !replace.isSuccess ? (
        <>
          <p>{proposal.data.summary}</p>
          <Diff text={proposal.data.diff} />
          {caller?.roles.includes('admin') ? (
            <Button
              variant="primary"
              isLoading={replace.isPending}
              isDisabled={replace.isPending}
              onClick={() => {
                replace.mutate({ text: proposal.data.text, tag: proposal.data.ifMatch });
              }}
            >
              {t('alert.allow.save')}
            </Button>
          ) : (
            <p>{t('alert.allow.forbidden')}</p>
          )}
        </>
      ) : (
        <Button
          variant="secondary"
          isLoading={proposal.isPending}
          isDisabled={proposal.isPending || replace.isSuccess}
          onClick={() => {
            proposal.mutate();
          }}
        >
          {t('alert.allow.button')}
        </Button>
      )}
    </Panel>
  );
}

/** Signs at the beginning say what comes and goes; the colours only repeat it. */
function Diff({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has no mouse scrolls it by key
    <pre className="cf-pre cf-diff" aria-label={t('alert.allow.diff')} role="region" tabIndex={0}>
      {text
        .trimEnd()
        .split('\n')
        .map((line, index) => (
          <span key={index} className={`cf-diff__line ${lineClass(line)}`}>
            {line}
            {'\n'}
          </span>
        ))}
    </pre>
  );
}

function lineClass(line: string): string {
  if (line.startsWith('+')) {
    return 'cf-diff__line--comes';
  }
  return line.startsWith('-') ? 'cf-diff__line--goes' : '';
}
