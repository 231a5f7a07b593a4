import { useTranslation } from 'react-i18next';

import { isByFiles } from '../../shared/api/byFiles';
import type { PolicyDocument } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';

/** Who changed the policy, or which of its files did, and when. */
export function Author({ document: { author, changed, changedFiles } }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  return (
    <>
      {isByFiles({ author, changedFiles })
        ? t('policy.changedByFiles', { files: changedFiles.join(', ') })
        : t('policy.changed', { author: author ?? '' })}
      {!isByFiles({ author, changedFiles }) && changedFiles.length > 0 && (
        <> · {t('policyHistory.files', { files: changedFiles.join(', ') })}</>
      )}
      {changed && (
        <>
          {' · '}
          <Moment at={changed} />
        </>
      )}
    </>
  );
}
