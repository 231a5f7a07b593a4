import { Alert as Notice, Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FleetSensor } from '../../shared/api/client';
import { useMayDecide, useRevocation } from '../../shared/api/queries';
import { Moment } from '../../shared/time/Moment';
import { Facts, Panel } from '../../shared/ui/Panel';
import { standingOf } from './fleetFilters';

/** How a sensor proves that it is itself; and for an administrator, how to end that. */
export function SensorIdentity({ sensor }: { sensor: FleetSensor }) {
  const { t } = useTranslation();
  const mayRevoke = useMayDecide(['admin']);
  const [asks, setAsks] = useState(false);
  const { enrolment } = sensor;
  const standing = standingOf(sensor);
  return (
    <Panel title={t('sensors.identity.title')} text={t(`sensors.identity.text.${standing}`)}>
      <Facts
        facts={[
          { term: t('sensors.identity.standing'), value: t(`sensors.identity.${standing}`) },
          { term: t('sensors.identity.at'), value: enrolment && <Moment at={enrolment.at} showsSite /> },
          { term: t('sensors.identity.by'), value: enrolment?.by },
          {
            term: t('sensors.identity.revokedAt'),
            value: enrolment?.revoked && (
              <>
                <Moment at={enrolment.revoked} showsSite />, {enrolment.revokedBy}
              </>
            ),
          },
          {
            term: t('sensors.identity.refused'),
            value: enrolment?.refused && (
              <>
                <Moment at={enrolment.refused} showsSite />: {enrolment.refusal}
              </>
            ),
          },
        ]}
      />
      {mayRevoke && enrolment && standing !== 'revoked' && (
        <Button
          variant="danger"
          onClick={() => {
            setAsks(true);
          }}
        >
          {t('sensors.identity.revoke')}
        </Button>
      )}
      {asks && (
        <Revocation
          sensor={sensor}
          onClose={() => {
            setAsks(false);
          }}
        />
      )}
    </Panel>
  );
}

function Revocation({ sensor: { site, id }, onClose }: { sensor: FleetSensor; onClose: () => void }) {
  const { t } = useTranslation();
  const revocation = useRevocation(site, id);
  return (
    <Modal variant="small" isOpen onClose={onClose} aria-labelledby="revoke-title" aria-describedby="revoke-text">
      <ModalHeader
        title={t('sensors.identity.ask', { sensor: id })}
        labelId="revoke-title"
        titleIconVariant="warning"
      />
      <ModalBody id="revoke-text">
        {t('sensors.identity.effect')}
        {revocation.isError && (
          <Notice
            variant="danger"
            isInline
            isLiveRegion
            component="p"
            title={t('sensors.identity.failed', { detail: revocation.error.message })}
          />
        )}
      </ModalBody>
      <ModalFooter>
        <Button
          variant="danger"
          isLoading={revocation.isPending}
          isDisabled={revocation.isPending}
          onClick={() => {
            revocation.mutate(undefined, { onSuccess: onClose });
          }}
        >
          {t('sensors.identity.revoke')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('sensors.identity.keep')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
