import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import { MoonMark } from '../../shared/ui/Logo';
import { NoMatch } from '../../shared/ui/NoMatch';
import type { Kind } from './trafficFilters';

interface NoTrafficProps {
  kind: Kind;
  filtered: boolean;
  onClear: () => void;
}

/** Why nothing is listed, and the next step. */
export function NoTraffic({ kind, filtered, onClear }: NoTrafficProps) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <NoMatch title={t('traffic.empty.noMatch.title')} text={t('traffic.empty.noMatch.text')} onClear={onClear} />
    );
  }
  return (
    <EmptyState icon={MoonMark} titleText={t(`traffic.empty.${kind}`)} headingLevel="h2">
      <EmptyStateBody>
        {t(kind === 'flows' || kind === 'dns' ? 'traffic.empty.text' : 'traffic.empty.sumsText')}
      </EmptyStateBody>
    </EmptyState>
  );
}
