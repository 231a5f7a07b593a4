import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { sitesQuery } from '../../shared/api/queries';
import { MoonMark } from '../../shared/ui/Logo';
import { NoMatch } from '../../shared/ui/NoMatch';

interface NoViolationsProps {
  filtered: boolean;
  onClear: () => void;
}

/** Why the board is empty, and the next step. */
export function NoViolations({ filtered, onClear }: NoViolationsProps) {
  const { t } = useTranslation();
  const { data: sites } = useQuery(sitesQuery);

  if (filtered) {
    return (
      <NoMatch
        title={t('violations.empty.noMatch.title')}
        text={t('violations.empty.noMatch.text')}
        onClear={onClear}
      />
    );
  }
  if (sites?.length === 0) {
    return (
      <EmptyState icon={MoonMark} titleText={t('violations.empty.noSites.title')} headingLevel="h2">
        <EmptyStateBody>
          <p>{t('violations.empty.noSites.text')}</p>
          <dl className="cf-next-steps">
            <dt>
              <code>{t('violations.empty.noSites.demo')}</code>
            </dt>
            <dd>{t('violations.empty.noSites.demoText')}</dd>
            <dt>
              <code>{t('violations.empty.noSites.run')}</code>
            </dt>
            <dd>{t('violations.empty.noSites.runText')}</dd>
          </dl>
        </EmptyStateBody>
      </EmptyState>
    );
  }
  if (sites?.every(({ sensors }) => sensors.length === 0)) {
    return (
      <EmptyState icon={MoonMark} titleText={t('violations.empty.unwatched.title')} headingLevel="h2">
        <EmptyStateBody>{t('violations.empty.unwatched.text')}</EmptyStateBody>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={MoonMark} titleText={t('violations.empty.quiet.title')} headingLevel="h2">
      <EmptyStateBody>{t('violations.empty.quiet.text')}</EmptyStateBody>
    </EmptyState>
  );
}
