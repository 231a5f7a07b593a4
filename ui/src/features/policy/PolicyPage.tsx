import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { policyQuery } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoonMark } from '../../shared/ui/Logo';
import { PageHeader } from '../../shared/ui/PageHeader';
import { PolicyText } from './PolicyText';

import './policy.css';

/** The policy in force, as text, with its version and who changed it. */
export function PolicyPage() {
  const { t } = useTranslation();
  const policy = useQuery(policyQuery);
  return (
    <>
      <PageHeader
        title={t('policy.title')}
        subtitle={
          policy.data && policy.data.version > 0 ? (
            <>
              {t('policy.version', { version: policy.data.version })}
              {policy.data.author && ` · ${t('policy.changed', { author: policy.data.author })}`}
              {policy.data.changed && (
                <>
                  {' · '}
                  <Moment at={policy.data.changed} />
                </>
              )}
            </>
          ) : (
            t('policy.subtitle')
          )
        }
      />
      {policy.isPending ? (
        <LoadingRows />
      ) : !policy.data ? (
        <Failure error={policy.error} onRetry={() => void policy.refetch()} />
      ) : policy.data.version === 0 ? (
        <EmptyState icon={MoonMark} titleText={t('policy.empty.title')} headingLevel="h2">
          <EmptyStateBody>{t('policy.empty.text')}</EmptyStateBody>
        </EmptyState>
      ) : (
        <PolicyText text={policy.data.text} />
      )}
    </>
  );
}
