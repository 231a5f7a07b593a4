import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { violationHoursQuery } from '../../shared/api/queries';
import { everyHour } from '../../shared/chart/outcomes';
import { OutcomeBars } from '../../shared/chart/OutcomeBars';
import { useNow } from '../../shared/time/Moment';
import { LoadingRows } from '../../shared/ui/Loading';
import { Panel } from '../../shared/ui/Panel';

const HOURS = 24;

/** What was tried against the rules in the last day, and how that went. */
export function LastDay({ site }: { site: string | undefined }) {
  const { t } = useTranslation();
  const now = useNow();
  const trend = useQuery(violationHoursQuery(site));
  const title = t('overview.lastDay.title');
  return (
    <Panel title={title} text={t('overview.lastDay.text')}>
      {trend.isPending ? (
        <LoadingRows rows={5} />
      ) : !trend.data ? (
        <p>{t('overview.notToBeHad')}</p>
      ) : trend.data.hours.length === 0 ? (
        <p>{t('overview.lastDay.none')}</p>
      ) : (
        <OutcomeBars
          title={title}
          bars={everyHour(
            trend.data.hours.map(({ start, sums }) => ({ start: Date.parse(start), ways: sums.attempts })),
            now,
            HOURS,
          )}
        />
      )}
    </Panel>
  );
}
