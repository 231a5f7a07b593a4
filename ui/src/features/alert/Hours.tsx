import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { everyHour, sumOf, waysOf } from '../../shared/chart/outcomes';
import { OutcomeBars } from '../../shared/chart/OutcomeBars';
import { Panel } from '../../shared/ui/Panel';

const HOURS_SHOWN = 48;

/** How often it was tried in each hour of the two days up to the last time, and how that went. */
export function Hours({ alert: { hours, last } }: { alert: Alert }) {
  const { t } = useTranslation();
  const title = t('alert.hours.title');
  const bars = everyHour(
    hours.map(({ start, outcomes }) => ({ start: Date.parse(start), ways: waysOf(outcomes) })),
    Date.parse(last),
    HOURS_SHOWN,
  );
  if (bars.every((bar) => sumOf(bar) === 0)) {
    return null;
  }
  return (
    <Panel title={title} text={t('alert.hours.text')}>
      <OutcomeBars title={title} bars={bars} />
    </Panel>
  );
}
