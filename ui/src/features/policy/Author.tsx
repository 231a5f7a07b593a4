import { useTranslation } from 'react-i18next';

import type { PolicyDocument } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';

/** Who changed the policy, or which of its files did, and when. */
export function Author({ document: { author, changed, changedFiles } }: { document: PolicyDocument }) {
  const { t } = useTranslation();
  return (
    <>
      {changedFiles.length > 0
        ? t('policy.changedByFiles', { files: changedFiles.join(', ') })
        : t('policy.changed', { author: author ?? '' })}
      {changed && (
        <>
          {' · '}
          <Moment at={changed} />
        </>
      )}
    </>
  );
}
