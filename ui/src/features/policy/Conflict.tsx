import { Alert as Notice, AlertActionLink } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import type { PolicyDocument } from '../../shared/api/client';
import { merge } from '../../shared/text/merge';
import { TextDiff } from '../../shared/ui/TextDiff';
import type { Base } from './draft';

interface ConflictProps {
  base: Base;
  mine: string;
  theirs: PolicyDocument;
  /** Goes on from their version with this text. */
  onGoOn: (text: string) => void;
}

/** Somebody else put a policy in force meanwhile: what they changed, and how to go on with one's own change. */
export function Conflict({ base, mine, theirs, onGoOn }: ConflictProps) {
  const { t } = useTranslation();
  const joined = merge(base.text, mine, theirs.text);
  return (
    <Notice
      variant="warning"
      isInline
      component="p"
      title={t('policy.conflict.title', { author: theirs.author ?? '', version: theirs.version })}
      actionLinks={
        <>
          <AlertActionLink
            onClick={() => {
              onGoOn(joined.text);
            }}
          >
            {joined.conflicts === 0 ? t('policy.conflict.join') : t('policy.conflict.joinMarked')}
          </AlertActionLink>
          <AlertActionLink
            onClick={() => {
              onGoOn(mine);
            }}
          >
            {t('policy.conflict.mine')}
          </AlertActionLink>
        </>
      }
    >
      <p>{t('policy.conflict.text')}</p>
      {joined.conflicts > 0 && <p>{t('policy.conflict.places', { count: joined.conflicts })}</p>}
      <TextDiff before={base.text} after={theirs.text} label={t('policy.conflict.theirs')} />
    </Notice>
  );
}
