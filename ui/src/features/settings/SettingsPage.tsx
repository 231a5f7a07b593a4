import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { Settings } from '../../shared/api/client';
import { callerQuery, settingsQuery } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Panel } from '../../shared/ui/Panel';
import { Notifications } from './Notifications';
import { OwnSettings } from './OwnSettings';
import { partOf } from './settingKeys';
import { SettingsTable } from './SettingsTable';

import './settings.css';

/** A person's own settings; and for administrators what the collector was started with, and where that is set. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { data: caller } = useQuery(callerQuery);
  const isAdmin = (caller?.roles.includes('admin') ?? false) && (caller?.sites.includes('*') ?? false);
  return (
    <>
      <PageHeader title={t('settings.title')} subtitle={t('settings.subtitle')} />
      <OwnSettings />
      {isAdmin && <OfTheCollector />}
    </>
  );
}

function OfTheCollector() {
  const settings = useQuery(settingsQuery);
  if (settings.isPending) {
    return <LoadingRows />;
  }
  return settings.isError ? (
    <Failure error={settings.error} onRetry={() => void settings.refetch()} />
  ) : (
    <Parts {...settings.data} />
  );
}

function Parts({ settings, files, notifications }: Settings) {
  const { t } = useTranslation();
  return (
    <>
      <Panel title={t('settings.where.title')} text={t('settings.where.text')}>
        {null}
      </Panel>
      <Panel title={t('settings.retention.title')} text={t('settings.retention.text')}>
        <SettingsTable
          label={t('settings.retention.title')}
          settings={settings.filter((setting) => partOf(setting) === 'retention')}
        />
      </Panel>
      <Panel title={t('settings.lists.title')} text={t('settings.lists.text')}>
        <SettingsTable
          label={t('settings.lists.title')}
          settings={settings.filter((setting) => partOf(setting) === 'lists')}
        />
        {files.length === 0 ? (
          <p>{t('settings.lists.none')}</p>
        ) : (
          <DataTable
            label={t('settings.lists.files')}
            rows={files}
            rowKey={({ name }) => name}
            columns={[
              { title: t('settings.lists.name'), width: 'large', cell: ({ name }) => <Code>{name}</Code> },
              { title: t('settings.lists.size'), numeric: true, cell: ({ octets }) => formatBytes(octets) },
              { title: t('settings.lists.changed'), cell: ({ changed }) => <Moment at={changed} /> },
            ]}
          />
        )}
      </Panel>
      <Notifications channels={notifications} />
      <Panel title={t('settings.rest.title')}>
        <SettingsTable
          label={t('settings.rest.title')}
          settings={settings.filter((setting) => partOf(setting) === 'rest')}
        />
      </Panel>
    </>
  );
}
