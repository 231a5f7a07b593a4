import { useTranslation } from 'react-i18next';

import type { Impact } from '../../shared/api/client';
import { TrialSum } from './TrialSum';

/** How much the answers so far would have told, while the first policy is made. */
export function ToldSum({ impact }: { impact: Impact }) {
  const { t } = useTranslation();
  const { length: count } = impact.begun;
  return (
    <TrialSum impact={impact} nothing={t('setup.nothingRecorded')}>
      {count === 0 ? t('setup.toldNothing') : t('setup.told', { count })}
    </TrialSum>
  );
}
