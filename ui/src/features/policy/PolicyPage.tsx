import {
  Alert as Notice,
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { PolicyDocument } from '../../shared/api/client';
import { callerQuery, policyQuery } from '../../shared/api/queries';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Author } from './Author';
import { readDraft } from './draft';
import { PolicyText } from './PolicyText';

import './policy.css';

/** Only who edits needs the editor's code. */
const PolicyEditor = lazy(() => import('./PolicyEditor').then((module) => ({ default: module.PolicyEditor })));

/** The policy in force, as text, with its version and who changed it; administrators may replace it. */
export function PolicyPage() {
  const { t } = useTranslation();
  const policy = useQuery(policyQuery);
  const { data: caller } = useQuery(callerQuery);
  const mayEdit = caller?.roles.includes('admin') ?? false;
  const by = caller?.name ?? '';
  const [wantsToEdit, setWantsToEdit] = useState(() => readDraft(by) !== undefined);
  const [savedVersion, setSavedVersion] = useState<number>();
  const editing = mayEdit && wantsToEdit;
  const inForce = policy.data?.document;

  const edit = () => {
    setSavedVersion(undefined);
    setWantsToEdit(true);
  };

  return (
    <>
      <PageHeader
        title={t('policy.title')}
        subtitle={inForce && inForce.version > 0 ? <Version document={inForce} /> : t('policy.subtitle')}
        aside={
          !editing &&
          inForce &&
          inForce.version > 0 && (
            <div className="cf-editor__actions">
              {mayEdit && (
                <Button variant="secondary" onClick={edit}>
                  {t('policy.edit')}
                </Button>
              )}
              <Link to="/policy/history" className="cf-button-link">
                {t('policy.history.link')}
              </Link>
            </div>
          )
        }
      />
      {savedVersion !== undefined && (
        <Notice
          variant="success"
          isInline
          isLiveRegion
          component="p"
          className="cf-policy__notice"
          title={t('policy.saved', { version: savedVersion })}
        />
      )}
      {policy.isPending ? (
        <LoadingRows />
      ) : !policy.data ? (
        <Failure error={policy.error} onRetry={() => void policy.refetch()} />
      ) : editing ? (
        <Suspense fallback={<LoadingRows />}>
          <PolicyEditor
            by={by}
            inForce={policy.data}
            onCancel={() => {
              setWantsToEdit(false);
            }}
            onSaved={(version) => {
              setWantsToEdit(false);
              setSavedVersion(version);
            }}
          />
        </Suspense>
      ) : policy.data.document.version === 0 ? (
        <NoPolicy mayEdit={mayEdit} onEdit={edit} />
      ) : (
        <PolicyText text={policy.data.document.text} />
      )}
    </>
  );
}

function Version({ document }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  return (
    <>
      {t('policy.version', { version: document.version })}
      {document.author && (
        <>
          {' · '}
          <Author document={document} />
        </>
      )}
    </>
  );
}

function NoPolicy({ mayEdit, onEdit }: { mayEdit: boolean; onEdit: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={MoonMark} titleText={t('policy.empty.title')} headingLevel="h2">
      <EmptyStateBody>{t('policy.empty.text')}</EmptyStateBody>
      {mayEdit && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Link to="/setup" className="cf-button-link">
              {t('setup.begin')}
            </Link>
            <Button variant="secondary" onClick={onEdit}>
              {t('policy.write')}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
