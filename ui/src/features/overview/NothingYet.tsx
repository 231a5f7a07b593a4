import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useMayDecide } from '../../shared/api/queries';
import { MoonMark } from '../../shared/ui/Logo';

/** A site at which nothing was seen yet: what to do so that something is. */
export function NothingYet({ site, sensors }: { site: string; sensors: number }) {
  const { t } = useTranslation();
  const mayAdd = useMayDecide(['operator', 'admin']);
  const matter = sensors === 0 ? 'noSensor' : 'noDevice';
  return (
    <EmptyState icon={MoonMark} titleText={t(`overview.nothingYet.${matter}.title`)} headingLevel="h2">
      <EmptyStateBody>{t(`overview.nothingYet.${matter}.text`)}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          {sensors > 0 ? (
            <Link to="/sensors" search={{ site }}>
              {t('overview.nothingYet.noDevice.look')}
            </Link>
          ) : (
            mayAdd && (
              <Link to="/sensors/new" search={{ site }}>
                {t('sensors.add')}
              </Link>
            )
          )}
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
