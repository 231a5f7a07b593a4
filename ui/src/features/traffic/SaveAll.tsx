import { Button } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import { save } from '../../shared/ui/save';
import { toCsv } from './csv';
import { MOST_ROWS, useExport, type FetchPage } from './useExport';

interface SaveAllProps {
  /** What the rows are; also the file's name. */
  name: string;
  fetchPage: FetchPage;
}

/** Saves all rows that the filters leave, also those that are not shown. It shows how far it is and can be ended. */
export function SaveAll({ name, fetchPage }: SaveAllProps) {
  const { t } = useTranslation();
  const { progress, run, cancel } = useExport(fetchPage);
  const running = progress.state === 'running';
  return (
    <div className="cf-save">
      <span role="status" className="cf-small">
        {progress.state === 'running' && t('traffic.export.running', { count: progress.rows })}
        {progress.state === 'cancelled' && t('traffic.export.cancelled')}
        {progress.state === 'failed' && t('traffic.export.failed', { reason: progress.reason })}
        {progress.state === 'done' &&
          t(progress.cut ? 'traffic.export.cut' : 'traffic.export.done', { count: progress.rows, most: MOST_ROWS })}
      </span>
      {running ? (
        <Button variant="link" onClick={cancel}>
          {t('traffic.export.cancel')}
        </Button>
      ) : (
        <>
          <Button
            variant="link"
            onClick={() =>
              void run((rows) => {
                save(`${name}.csv`, 'text/csv', toCsv(rows));
              })
            }
          >
            {t('traffic.export.csv')}
          </Button>
          <Button
            variant="link"
            onClick={() =>
              void run((rows) => {
                save(`${name}.json`, 'application/json', JSON.stringify(rows));
              })
            }
          >
            {t('traffic.export.json')}
          </Button>
        </>
      )}
    </div>
  );
}
