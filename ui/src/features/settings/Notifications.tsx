import { Alert, Button } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import type { NotificationChannel } from '../../shared/api/client';
import { useTestChannel } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { CopyLine } from '../../shared/ui/CopyLine';
import { DataTable } from '../../shared/ui/DataTable';
import { Panel } from '../../shared/ui/Panel';
import { SeverityLabel } from '../../shared/ui/Severity';

const FIRST_CHANNEL = [
  'CURFEW_NOTIFICATIONS_CHANNELS_PHONE_KIND=webhook',
  'CURFEW_NOTIFICATIONS_CHANNELS_PHONE_TARGET=https://phone.example.org/hook',
];

/** By which channels people and machines are told of alerts, how each does, and a test of it. */
export function Notifications({ channels }: { channels: readonly NotificationChannel[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('settings.notifications.title')} text={t('settings.notifications.text')}>
      {channels.length === 0 ? (
        <Nobody />
      ) : (
        <DataTable
          label={t('settings.notifications.channels')}
          rows={channels}
          rowKey={({ name }) => name}
          columns={[
            { title: t('settings.notifications.channel'), cell: (channel) => <Name {...channel} /> },
            { title: t('settings.notifications.tells'), cell: (channel) => <Told {...channel} /> },
            {
              title: t('settings.notifications.does'),
              width: 'large',
              cell: (channel) => <Doing {...channel} />,
            },
            { title: t('settings.notifications.try'), cell: ({ name }) => <Test channel={name} /> },
          ]}
        />
      )}
    </Panel>
  );
}

function Nobody() {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('settings.notifications.none')}</p>
      {FIRST_CHANNEL.map((line) => (
        <p key={line}>
          <CopyLine line={line} />
        </p>
      ))}
      <p>{t('settings.notifications.more')}</p>
    </>
  );
}

function Name({ name, kind, target }: NotificationChannel) {
  const { t } = useTranslation();
  return (
    <>
      <strong>{name}</strong>
      <div>{t(`settings.notifications.kind.${kind}`)}</div>
      <Code>{target}</Code>
    </>
  );
}

function Told({ severity, sites, rules, resolved, gatherSeconds }: NotificationChannel) {
  const { t } = useTranslation();
  return (
    <>
      <div>
        {t('settings.notifications.atLeast')} <SeverityLabel severity={severity} />
      </div>
      <div>{sites.length === 0 ? t('settings.notifications.allSites') : sites.join(', ')}</div>
      <div>{rules.length === 0 ? t('settings.notifications.allRules') : rules.join(', ')}</div>
      {resolved && <div>{t('settings.notifications.resolved')}</div>}
      <div>{t('settings.notifications.gather', { count: gatherSeconds })}</div>
    </>
  );
}

function Doing({ status }: Pick<NotificationChannel, 'status'>) {
  const { t } = useTranslation();
  if (status === undefined) {
    return t('settings.notifications.elsewhere');
  }
  const { told, messages, waiting, refused, dropped, lastSuccess, lastFailure, lastReason } = status;
  return (
    <>
      <div>{t('settings.notifications.counted', { told, messages, waiting })}</div>
      {refused + dropped > 0 && <div>{t('settings.notifications.lost', { refused, dropped })}</div>}
      {lastSuccess !== undefined && (
        <div>
          {t('settings.notifications.succeeded')} <Moment at={lastSuccess} />
        </div>
      )}
      {lastFailure !== undefined && (
        <div>
          {t('settings.notifications.failed')} <Moment at={lastFailure} />: {lastReason}
        </div>
      )}
    </>
  );
}

function Test({ channel }: { channel: string }) {
  const { t } = useTranslation();
  const test = useTestChannel(channel);
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        isLoading={test.isPending}
        isDisabled={test.isPending}
        aria-label={t('settings.notifications.testOf', { channel })}
        onClick={() => {
          test.mutate();
        }}
      >
        {t('settings.notifications.test')}
      </Button>
      <div role="status">
        {test.isSuccess && test.data.taken && test.data.reason === undefined && (
          <Alert isInline isPlain variant="success" component="p" title={t('settings.notifications.taken')} />
        )}
        {test.isSuccess && test.data.taken && test.data.reason !== undefined && (
          <Alert
            isInline
            isPlain
            variant="warning"
            component="p"
            title={t('settings.notifications.takenInPart', { reason: test.data.reason })}
          />
        )}
        {test.isSuccess && !test.data.taken && (
          <Alert
            isInline
            isPlain
            variant="warning"
            component="p"
            title={t('settings.notifications.notTaken', { reason: test.data.reason })}
          />
        )}
        {test.isError && <Alert isInline isPlain variant="danger" component="p" title={test.error.message} />}
      </div>
    </>
  );
}
