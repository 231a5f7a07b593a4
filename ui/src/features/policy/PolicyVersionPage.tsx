import { Alert as Notice, AlertActionLink, Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { PolicyDocument } from '../../shared/api/client';
import { policyVersionQuery } from '../../shared/api/policyQueries';
import { callerQuery, policyQuery, useReplacePolicy } from '../../shared/api/queries';
import { isRefusal } from '../../shared/api/trouble';
import { Crumbs } from '../../shared/ui/Crumbs';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Panel } from '../../shared/ui/Panel';
import { TextDiff } from '../../shared/ui/TextDiff';
import { Author } from './Author';
import { PolicyText } from './PolicyText';

import './policy.css';

const route = getRouteApi('/policy/history/$version');

/** One policy that was in force: who wrote it, what it changed, its whole text, and the way back to it. */
export function PolicyVersionPage() {
  const { t } = useTranslation();
  const { version } = route.useParams();
  const found = useQuery(policyVersionQuery(Number(version)));
  return (
    <>
      <PageHeader
        title={t('policy.version', { version })}
        subtitle={found.data && <Author document={found.data} />}
        above={<Crumbs to="/policy/history" list={t('policyHistory.title')} here={t('policy.version', { version })} />}
      />
      {found.isPending ? (
        <LoadingRows />
      ) : found.isError ? (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Version document={found.data} />
      )}
    </>
  );
}

function Version({ document: { version, text, changedFiles } }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  const before = useQuery({ ...policyVersionQuery(version - 1), enabled: version > 1 });
  const inForce = useQuery(policyQuery).data;
  return (
    <div className="cf-change">
      {inForce && inForce.document.version > version && <Restore version={version} text={text} />}
      {inForce?.document.version === version && <p>{t('policyHistory.inForce')}</p>}
      <Panel
        title={t('policyHistory.change.title')}
        text={version > 1 ? t('policyHistory.change.text', { version: version - 1 }) : t('policyHistory.change.first')}
      >
        {before.isError ? (
          <Failure error={before.error} onRetry={() => void before.refetch()} />
        ) : before.isPending && version > 1 ? (
          <LoadingRows />
        ) : before.data?.text === text && changedFiles.length > 0 ? (
          <p>{t('policyHistory.change.filesAlone', { files: changedFiles.join(', ') })}</p>
        ) : (
          <TextDiff
            before={before.data?.text ?? ''}
            after={text}
            label={t('policyHistory.change.label', { version })}
          />
        )}
      </Panel>
      <Panel title={t('policyHistory.whole')}>
        <PolicyText text={text} />
      </Panel>
    </div>
  );
}

/** Puts an older text in force again, as a new version; asks first, and shows what that would change now. */
function Restore({ version, text }: { version: number; text: string }) {
  const { t } = useTranslation();
  const { data: caller } = useQuery(callerQuery);
  const { data: inForce, refetch } = useQuery(policyQuery);
  const [isAsked, setIsAsked] = useState(false);
  const replace = useReplacePolicy();
  if (!inForce || !caller?.roles.includes('admin')) {
    return null;
  }
  if (inForce.document.text === text) {
    return <p>{t('policyHistory.restore.same')}</p>;
  }
  const mistakes = isRefusal(replace.error, 422) ? (replace.error.problem?.mistakes ?? []) : [];
  return (
    <div className="cf-policy-version">
      <div role="alert">
        {replace.isError && (
          <Notice
            variant="danger"
            isInline
            component="p"
            title={
              isRefusal(replace.error, 412)
                ? t('policyHistory.restore.outdated')
                : t('policy.failed', { detail: replace.error.message })
            }
          >
            {mistakes.length > 0 && (
              <ul>
                {mistakes.map(({ line, column, message }) => (
                  <li key={`${String(line)}:${String(column)}:${message}`}>
                    {t('policy.mistakeAt', { line, column })}: {message}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        )}
      </div>
      {isAsked ? (
        <Notice
          variant="warning"
          isInline
          isLiveRegion
          component="p"
          title={t('policyHistory.restore.ask', { version, next: inForce.document.version + 1 })}
          actionLinks={
            <>
              <AlertActionLink
                onClick={() => {
                  replace.mutate(
                    { text, tag: inForce.tag },
                    {
                      onError: () => void refetch(),
                    },
                  );
                  setIsAsked(false);
                }}
              >
                {t('policy.save')}
              </AlertActionLink>
              <AlertActionLink
                onClick={() => {
                  setIsAsked(false);
                }}
              >
                {t('policy.cancel')}
              </AlertActionLink>
            </>
          }
        >
          <TextDiff before={inForce.document.text} after={text} label={t('policy.change.label')} />
        </Notice>
      ) : (
        <div className="cf-policy-version__actions">
          <Button
            variant="secondary"
            isLoading={replace.isPending}
            isDisabled={replace.isPending}
            onClick={() => {
              setIsAsked(true);
            }}
          >
            {t('policyHistory.restore.button')}
          </Button>
          <Link to="/policy" className="cf-button-link">
            {t('policyHistory.restore.now', { version: inForce.document.version })}
          </Link>
        </div>
      )}
    </div>
  );
}
