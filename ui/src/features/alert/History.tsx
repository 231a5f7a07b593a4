import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { Moment } from '../../shared/time/Moment';
import { Panel } from '../../shared/ui/Panel';

/** What became of the matter, the latest first, with what people wrote about it. */
export function History({ alert: { history, notes } }: { alert: Alert }) {
  const { t } = useTranslation();
  const written = (by: string, at: string) => notes.find((note) => note.by === by && note.at === at)?.text;
  if (history.length === 0) {
    return null;
  }
  return (
    <Panel title={t('alert.history.title')}>
      <ol className="cf-history">
        {history.toReversed().map(({ at, by, turn, until }, index) => (
          <li key={index} className="cf-history__event">
            <div>
              <strong>{t(`alert.history.${turn}`)}</strong>
              {until && (
                <>
                  {' '}
                  {t('alert.history.until')} <Moment at={until} />
                </>
              )}{' '}
              {by === '' ? t('alert.history.byItself') : t('alert.history.by', { by })}
            </div>
            {written(by, at) && <p className="cf-history__note">{written(by, at)}</p>}
            <div className="cf-small">
              <Moment at={at} />
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
