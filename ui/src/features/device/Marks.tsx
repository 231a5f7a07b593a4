import { useTranslation } from 'react-i18next';

import type { Device } from '../../shared/api/client';
import { Code } from '../../shared/ui/Code';
import { Facts, Panel } from '../../shared/ui/Panel';

/** What a device is told by besides its addresses, the latest first. */
export function Marks({ device: { marks, zones } }: { device: Device }) {
  const { t } = useTranslation();
  const facts = [
    { term: t('device.marks.hostnames'), value: codes(marks.hostnames) },
    { term: t('device.marks.vendorClasses'), value: codes(marks.vendorClasses) },
    { term: t('device.marks.fingerprints'), value: codes(marks.fingerprints) },
    { term: t('device.marks.clientIds'), value: codes(marks.clientIds) },
    {
      term: t('device.marks.announcements'),
      value: codes(
        marks.announcements.map(({ protocol, name, service, model }) =>
          [protocol, name, service, model].filter((part) => part !== undefined).join(' '),
        ),
      ),
    },
    { term: t('device.marks.initialTtl'), value: marks.initialTtl },
    { term: t('device.marks.tlsFingerprints'), value: codes(marks.tlsFingerprints) },
    { term: t('device.marks.zones'), value: zones.length > 1 ? zones.join(', ') : undefined },
  ];
  if (facts.every(({ value }) => value === undefined)) {
    return null;
  }
  return (
    <Panel title={t('device.marks.title')} text={t('device.marks.text')}>
      <Facts facts={facts} />
    </Panel>
  );
}

function codes(texts: readonly string[]) {
  return texts.length === 0 ? undefined : (
    <ul className="cf-plain-list">
      {texts.map((text) => (
        <li key={text}>
          <Code>{text}</Code>
        </li>
      ))}
    </ul>
  );
}
