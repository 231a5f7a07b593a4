import { useTranslation } from 'react-i18next';

import type { DeviceDay } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { DataTable } from '../../shared/ui/DataTable';
import { formatBytes } from '../../shared/ui/bytes';

/** What a device did, by day. */
export function DaysTable({ days }: { days: DeviceDay[] }) {
  const { t } = useTranslation();
  if (days.length === 0) {
    return <p>{t('device.noDays')}</p>;
  }
  return (
    <DataTable
      label={t('device.days')}
      rows={days}
      rowKey={({ day }) => day}
      columns={[
        { title: t('device.day.day'), cell: ({ day }) => day },
        { title: t('device.day.flows'), numeric: true, cell: ({ flows }) => formatNumber(flows) },
        {
          title: t('device.day.unanswered'),
          numeric: true,
          cell: ({ attempts }) => formatNumber(attempts.unanswered),
        },
        {
          title: t('device.day.refused'),
          numeric: true,
          cell: ({ attempts }) => formatNumber(attempts.refused + attempts.rejected),
        },
        { title: t('device.day.sent'), numeric: true, cell: ({ bytesSent }) => formatBytes(bytesSent) },
        { title: t('device.day.received'), numeric: true, cell: ({ bytesReceived }) => formatBytes(bytesReceived) },
      ]}
    />
  );
}
