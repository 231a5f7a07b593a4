import { Button } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import { save } from '../../shared/ui/save';
import { toCsv } from './csv';

interface SaveRowsProps {
  /** What the rows are; also the file's name. */
  name: string;
  rows: readonly object[];
}

/** Saves the rows that are shown, for a spreadsheet or for a program. */
export function SaveRows({ name, rows }: SaveRowsProps) {
  const { t } = useTranslation();
  return (
    <div className="cf-save">
      <Button
        variant="link"
        onClick={() => {
          save(`${name}.csv`, 'text/csv', toCsv(rows));
        }}
      >
        {t('traffic.saveCsv')}
      </Button>
      <Button
        variant="link"
        onClick={() => {
          save(`${name}.json`, 'application/json', JSON.stringify(rows, null, 2));
        }}
      >
        {t('traffic.saveJson')}
      </Button>
    </div>
  );
}
