import { useTranslation } from 'react-i18next';

import type { Setting } from '../../shared/api/client';
import { Code } from '../../shared/ui/Code';
import { CopyLine } from '../../shared/ui/CopyLine';
import { DataTable } from '../../shared/ui/DataTable';
import { explainedBy, inOrder } from './settingKeys';

/** What holds, who says so, and the line that sets it. */
export function SettingsTable({ label, settings }: { label: string; settings: readonly Setting[] }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={label}
      rows={inOrder(settings)}
      rowKey={({ key }) => key}
      columns={[
        { title: t('settings.column.what'), width: 'large', cell: (setting) => <What setting={setting} /> },
        { title: t('settings.column.value'), cell: (setting) => <Value setting={setting} /> },
        { title: t('settings.column.origin'), cell: ({ origin }) => t(`settings.origin.${origin}`) },
        {
          title: t('settings.column.line'),
          cell: ({ variable, value, secret }) => <CopyLine line={`${variable}=${secret ? '…' : (value ?? '')}`} />,
        },
      ]}
    />
  );
}

function What({ setting }: { setting: Setting }) {
  const { t } = useTranslation();
  const explained = explainedBy(setting);
  return (
    <>
      {explained && <div>{t(`settings.key.${explained}`)}</div>}
      <Code>{setting.key}</Code>
    </>
  );
}

function Value({ setting: { value, secret } }: { setting: Setting }) {
  const { t } = useTranslation();
  if (secret) {
    return t('settings.secret');
  }
  return value === undefined ? t('settings.unset') : <Code>{value}</Code>;
}
