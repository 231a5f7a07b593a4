import {
  Alert as Notice,
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { PolicyDocument } from '../../shared/api/client';
import { callerQuery, policyQuery } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { PageHeader } from '../../shared/ui/PageHeader';
import { PolicyEditor } from './PolicyEditor';
import { PolicyText } from './PolicyText';

import './policy.css';

/** The policy in force, as text, with its version and who changed it; administrators may replace it. */
export function PolicyPage() {
  const { t } = useTranslation();
  const policy = useQuery(policyQuery);
  const { data: caller } = useQuery(callerQuery);
  const [editing, setEditing] = useState(false);
  const [savedVersion, setSavedVersion] = useState<number>();
  const mayEdit = caller?.roles.includes('admin') ?? false;
  const inForce = policy.data?.document;

  const edit = () => {
    setSavedVersion(undefined);
    setEditing(true);
  };

  return (
    <>
      <PageHeader
        title={t('policy.title')}
        subtitle={inForce && inForce.version > 0 ? <Version document={inForce} /> : t('policy.subtitle')}
        aside={
          mayEdit &&
          !editing &&
          inForce &&
          inForce.version > 0 && (
            <Button variant="secondary" onClick={edit}>
              {t('policy.edit')}
            </Button>
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
        <PolicyEditor
          inForce={policy.data}
          onCancel={() => {
            setEditing(false);
          }}
          onSaved={(version) => {
            setEditing(false);
            setSavedVersion(version);
          }}
        />
      ) : policy.data.document.version === 0 ? (
        <NoPolicy mayEdit={mayEdit} onEdit={edit} />
      ) : (
        <PolicyText text={policy.data.document.text} />
      )}
    </>
  );
}

function Version({ document: { version, author, changed } }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  return (
    <>
      {t('policy.version', { version })}
      {author && ` · ${t('policy.changed', { author })}`}
      {changed && (
        <>
          {' · '}
          <Moment at={changed} />
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
            <Button variant="secondary" onClick={onEdit}>
              {t('policy.write')}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
