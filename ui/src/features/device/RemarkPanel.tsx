import { Button } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Device, DeviceRemark } from '../../shared/api/client';
import { callerQuery } from '../../shared/api/queries';
import { Facts, Panel } from '../../shared/ui/Panel';
import { RemarkForm } from './RemarkForm';

/** What people say of a device: whose it is, how far it is trusted, what to remember. Operators write it. */
export function RemarkPanel({ device }: { device: Device }) {
  const { t } = useTranslation();
  const { data: caller } = useQuery(callerQuery);
  const [editing, setEditing] = useState(false);
  const mayEdit = caller?.roles.includes('operator') ?? false;
  if (!mayEdit && !device.remark) {
    return null;
  }
  return (
    <Panel title={t('device.remark.title')}>
      {editing ? (
        <RemarkForm
          device={device}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : (
        <>
          {device.remark ? <Remark remark={device.remark} /> : <p>{t('device.remark.none')}</p>}
          {mayEdit && (
            <Button
              variant="secondary"
              className="cf-remark__edit"
              onClick={() => {
                setEditing(true);
              }}
            >
              {t('device.remark.edit')}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}

function Remark({ remark: { name, owner, trust, tags, notes, links } }: { remark: DeviceRemark }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        { term: t('device.remark.name'), value: name },
        { term: t('device.owner'), value: owner },
        { term: t('device.remark.trust'), value: trust && t(`device.remark.${trust}`) },
        { term: t('device.tags'), value: tags.join(', ') },
        { term: t('device.notes'), value: notes },
        {
          term: t('device.remark.links'),
          value: links.length > 0 && (
            <ul className="cf-remark__links">
              {links.map(({ title, url }) => (
                <li key={url}>
                  <a href={url} rel="noreferrer">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
