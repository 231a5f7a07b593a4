import {
  Alert as Notice,
  Button,
  ClipboardCopy,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { SensorInvitation } from '../../shared/api/client';
import { overviewQuery, sensorsQuery, useInvitation } from '../../shared/api/queries';
import { useLiveSensors } from '../../shared/live/useLiveSensors';
import { Moment } from '../../shared/time/Moment';
import { Crumbs } from '../../shared/ui/Crumbs';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Panel } from '../../shared/ui/Panel';

import './sensors.css';

const route = getRouteApi('/sensors/new');
const SENSOR_ID = '[a-z0-9][a-z0-9-]*';
const INTERFACE = '[A-Za-z0-9][A-Za-z0-9._\\-]{0,14}';
const POLL_MILLIS = 5_000;

/** From an empty Pi to its first report: a name, one command, and a look whether it has come. */
export function AddSensorPage() {
  const { t } = useTranslation();
  const invitation = useInvitation();
  const [heardBefore, setHeardBefore] = useState<string>();
  return (
    <>
      <PageHeader
        above={<Crumbs to="/sensors" list={t('sensors.title')} here={t('sensors.add')} />}
        title={t('sensors.add')}
        subtitle={t('sensors.new.subtitle')}
      />
      {invitation.data ? (
        <Invited
          invitation={invitation.data}
          heardBefore={heardBefore}
          onAnother={() => {
            invitation.reset();
          }}
        />
      ) : (
        <Invite invitation={invitation} onHeardBefore={setHeardBefore} />
      )}
    </>
  );
}

interface InviteProps {
  invitation: ReturnType<typeof useInvitation>;
  /** Told when a sensor of the name was heard last, before it is invited; undefined where none is known. */
  onHeardBefore: (lastSeen: string | undefined) => void;
}

function Invite({ invitation, onHeardBefore }: InviteProps) {
  const { t } = useTranslation();
  const { site: wanted } = route.useSearch();
  const overview = useQuery(overviewQuery);
  const sites = overview.data?.sites ?? [];
  const [chosen, setChosen] = useState(wanted);
  const [sensor, setSensor] = useState('');
  const [interfaceName, setInterfaceName] = useState('eth0');
  const site = chosen ?? sites[0]?.id ?? '';
  const { data: known } = useQuery({ ...sensorsQuery(site), enabled: site !== '' });
  if (overview.isPending) {
    return <LoadingRows rows={4} />;
  }
  if (!overview.data) {
    return <Failure error={overview.error} onRetry={() => void overview.refetch()} />;
  }
  if (sites.length === 0) {
    return (
      <Notice variant="info" isInline component="p" title={t('sensors.new.noSite')}>
        <Link to="/policy">{t('nav.policy')}</Link>
      </Notice>
    );
  }
  return (
    <Panel title={t('sensors.new.which')} text={t('sensors.new.whichText')}>
      <Form
        className="cf-add-sensor"
        onSubmit={(event) => {
          event.preventDefault();
          onHeardBefore(known?.find(({ id }) => id === sensor.trim())?.lastSeen);
          invitation.mutate({ site, sensor: sensor.trim(), interfaceName: interfaceName.trim() });
        }}
      >
        {invitation.isError && (
          <Notice
            variant="danger"
            isInline
            isLiveRegion
            component="p"
            title={t('sensors.new.failed', { detail: invitation.error.message })}
          />
        )}
        <FormGroup label={t('filter.site')} fieldId="new-site">
          <FormSelect
            id="new-site"
            value={site}
            onChange={(_event, value) => {
              setChosen(value);
            }}
          >
            {sites.map(({ id, name }) => (
              <FormSelectOption key={id} value={id} label={name} />
            ))}
          </FormSelect>
        </FormGroup>
        <FormGroup label={t('sensors.new.name')} fieldId="new-sensor" isRequired>
          <TextInput
            id="new-sensor"
            isRequired
            value={sensor}
            pattern={SENSOR_ID}
            maxLength={63}
            aria-describedby="new-sensor-hint"
            onChange={(_event, text) => {
              setSensor(text);
            }}
          />
          <FormHelperText>
            <HelperText>
              <HelperTextItem id="new-sensor-hint">{t('sensors.new.nameHint')}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
        <FormGroup label={t('sensors.new.interface')} fieldId="new-interface" isRequired>
          <TextInput
            id="new-interface"
            isRequired
            value={interfaceName}
            pattern={INTERFACE}
            aria-describedby="new-interface-hint"
            onChange={(_event, text) => {
              setInterfaceName(text);
            }}
          />
          <FormHelperText>
            <HelperText>
              <HelperTextItem id="new-interface-hint">{t('sensors.new.interfaceHint')}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
        <div>
          <Button
            type="submit"
            variant="primary"
            isLoading={invitation.isPending}
            isDisabled={invitation.isPending || site === ''}
          >
            {t('sensors.new.make')}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

interface InvitedProps {
  invitation: SensorInvitation;
  heardBefore: string | undefined;
  onAnother: () => void;
}

function Invited({ invitation, heardBefore, onAnother }: InvitedProps) {
  const { t } = useTranslation();
  const { site, sensor, until } = invitation;
  const sensors = useQuery({ ...sensorsQuery(site), refetchInterval: POLL_MILLIS });
  useLiveSensors();
  const found = sensors.data?.find(({ id }) => id === sensor);
  const reports = found !== undefined && found.lastSeen !== heardBefore;
  return (
    <>
      <Panel title={t('sensors.new.run')} text={t('sensors.new.runText')}>
        <ClipboardCopy
          isReadOnly
          isCode
          isExpanded
          variant="expansion"
          hoverTip={t('sensors.new.copy')}
          clickTip={t('sensors.new.copied')}
          textAriaLabel={t('sensors.new.command')}
          toggleAriaLabel={t('sensors.new.whole')}
        >
          {commandOf(invitation)}
        </ClipboardCopy>
        <p className="cf-small">
          {t('sensors.new.until')} <Moment at={until} />. {t('sensors.new.once')}
        </p>
      </Panel>
      <Panel title={t('sensors.new.first')}>
        <div role="status">
          {reports ? (
            <Notice variant="success" isInline component="p" title={t('sensors.new.came', { sensor })}>
              <Link to="/sensors/$site/$sensor" params={{ site, sensor }}>
                {t('sensors.new.look')}
              </Link>
            </Notice>
          ) : (
            <p>{t('sensors.new.waiting', { sensor })}</p>
          )}
        </div>
        <p className="cf-small">{t('sensors.new.safety')}</p>
        <Button variant="secondary" onClick={onAnother}>
          {t('sensors.new.another')}
        </Button>
      </Panel>
    </>
  );
}

/** What makes a machine with the package installed this sensor. A refused token leaves its configuration as it is. */
function commandOf({ token }: SensorInvitation): string {
  return [
    `echo '${token}' | sudo curfew-sensor enrol ${window.location.origin}`,
    '&& sudo systemctl enable curfew-sensor && sudo systemctl restart curfew-sensor',
  ].join(' ');
}
