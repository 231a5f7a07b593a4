import { Alert as Notice, Button, Checkbox, Radio, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { sitesQuery } from '../../shared/api/queries';
import { seenAtQuery } from '../../shared/api/policyQueries';
import { localAddresses, segmentsOf } from './segments';
import { resolversSeen, timeServersSeen } from './setupSeen';
import { SetupField } from './SetupField';
import { idOf, isTimeZoneWrong, PRESETS, type Answers, zonesOf } from './setupText';
import { Seen } from './ZoneForm';

const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export interface StepProps {
  answers: Answers;
  answer: (some: Partial<Answers>) => void;
}

/** What was seen at the site that is being set up. */
function useSeen({ site }: Answers) {
  const { data: sites } = useQuery(sitesQuery);
  const isHeard = sites?.some(({ id, sensors }) => id === site && sensors.length > 0) ?? false;
  const { data } = useQuery(seenAtQuery(isHeard ? site : undefined));
  return data ?? { devices: [], flows: [], questions: [] };
}

/** Which place it is, and which servers its devices shall use. */
export function SiteStep({ answers, answer }: StepProps) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  const heard = sites.filter(({ sensors }) => sensors.length > 0);
  const seen = useSeen(answers);
  return (
    <>
      {heard.length === 0 ? (
        <Notice variant="info" isInline component="p" title={t('setup.site.noSensor')}>
          <p>{t('setup.site.noSensorText')}</p>
        </Notice>
      ) : (
        <Seen
          label={t('setup.site.heard')}
          values={heard.map(({ id }) => ({ value: id, text: t('setup.site.take', { id }) }))}
          onChoose={(site) => {
            answer({ site });
          }}
        />
      )}
      <SetupField
        label={t('setup.site.id')}
        hint={t('setup.site.idHint')}
        value={answers.site}
        placeholder="lisbon"
        isRequired
        onChange={(site) => {
          answer({ site });
        }}
      />
      <SetupField
        label={t('setup.site.name')}
        value={answers.name}
        onChange={(name) => {
          answer({ name });
        }}
      />
      <SetupField
        label={t('setup.site.timeZone')}
        hint={t('setup.site.timeZoneHint')}
        value={answers.timeZone}
        placeholder="Europe/Lisbon"
        choices={TIME_ZONES}
        trouble={isTimeZoneWrong(answers) ? t('setup.missing.timeZone') : undefined}
        onChange={(timeZone) => {
          answer({ timeZone });
        }}
      />
      <SetupField
        label={t('setup.site.gateway')}
        hint={t('setup.site.gatewayHint')}
        value={answers.gateway}
        placeholder="192.168.1.1"
        onChange={(gateway) => {
          answer({ gateway });
        }}
      />
      <Servers
        label={t('setup.site.resolvers')}
        hint={t('setup.site.resolversHint')}
        value={answers.resolvers}
        seen={resolversSeen(seen.questions)}
        onChange={(resolvers) => {
          answer({ resolvers });
        }}
      />
      <Servers
        label={t('setup.site.timeServers')}
        hint={t('setup.site.timeServersHint')}
        value={answers.timeServers}
        seen={timeServersSeen(seen.flows)}
        onChange={(timeServers) => {
          answer({ timeServers });
        }}
      />
    </>
  );
}

interface ServersProps {
  label: string;
  hint: string;
  value: string;
  seen: string[];
  onChange: (value: string) => void;
}

function Servers({ label, hint, value, seen, onChange }: ServersProps) {
  const { t } = useTranslation();
  return (
    <SetupField label={label} hint={hint} value={value} onChange={onChange}>
      <Seen
        label={t('setup.site.seen')}
        values={seen.map((server) => ({ value: server, text: server }))}
        onChoose={(server) => {
          onChange([...new Set([...value.split(/[\s,]+/).filter((part) => part !== ''), server])].join(', '));
        }}
      />
    </SetupField>
  );
}

/** Which blocks of addresses are which zone, and in which zones things live. */
export function ZonesStep({ answers, answer }: StepProps) {
  const { t } = useTranslation();
  const [subnet, setSubnet] = useState('');
  const { devices, flows, questions } = useSeen(answers);
  const addresses = [...devices.flatMap((device) => device.addresses), ...localAddresses(flows, questions)];
  const offered = segmentsOf(addresses).filter(
    (segment) => !answers.zones.some((zone) => zone.subnet === segment.subnet),
  );
  const add = (added: string) => {
    if (added.trim() !== '' && !answers.zones.some((zone) => zone.subnet === added.trim())) {
      const zone = answers.zones.length === 0 ? 'things' : '';
      answer({
        zones: [...answers.zones, { subnet: added.trim(), zone }],
        ...(zone !== '' && { things: [...answers.things, zone] }),
      });
    }
  };
  return (
    <>
      <p>{t('setup.zones.text')}</p>
      <Seen
        label={t('policy.zone.seen')}
        values={offered.map((segment) => ({
          value: segment.subnet,
          text: t('policy.zone.segment', { subnet: segment.subnet, count: segment.addresses }),
        }))}
        onChoose={add}
      />
      <SetupField label={t('setup.zones.subnet')} value={subnet} placeholder="192.168.1.0/24" onChange={setSubnet}>
        <Button
          variant="secondary"
          size="sm"
          className="cf-setup__add"
          onClick={() => {
            add(subnet);
            setSubnet('');
          }}
        >
          {t('setup.zones.add')}
        </Button>
      </SetupField>
      <ul className="cf-setup__zones" aria-label={t('setup.zones.list')}>
        {answers.zones.map(({ subnet: of, zone }) => (
          <li key={of}>
            <code className="cf-code">{of}</code>
            <TextInput
              aria-label={t('setup.zones.name', { subnet: of })}
              value={zone}
              placeholder={t('setup.zones.placeholder')}
              onChange={(_event, name) => {
                answer({
                  zones: answers.zones.map((one) => (one.subnet === of ? { subnet: of, zone: name } : one)),
                  things: answers.things.map((thing) => (thing === zone ? name : thing)),
                });
              }}
            />
            <Button
              variant="link"
              aria-label={t('setup.zones.removeOf', { subnet: of })}
              onClick={() => {
                answer({ zones: answers.zones.filter((one) => one.subnet !== of) });
              }}
            >
              {t('setup.zones.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <fieldset className="cf-setup__choice">
        <legend>{t('setup.zones.things')}</legend>
        {[...zonesOf(answers).keys()].map((zone) => (
          <Checkbox
            key={zone}
            id={`things-${zone}`}
            label={zone}
            isChecked={answers.things.map(idOf).includes(zone)}
            onChange={(_event, checked) => {
              const others = answers.things.filter((thing) => idOf(thing) !== zone);
              answer({ things: checked ? [...others, zone] : others });
            }}
          />
        ))}
      </fieldset>
    </>
  );
}

/** What things may do. */
export function ThingsStep({ answers, answer }: StepProps) {
  const { t } = useTranslation();
  return (
    <>
      <fieldset className="cf-setup__choice">
        <legend>{t('setup.things.legend')}</legend>
        {PRESETS.map((preset) => (
          <Radio
            key={preset}
            id={`preset-${preset}`}
            name="preset"
            label={t(`setup.things.${preset}`)}
            description={t(`setup.things.${preset}Text`)}
            isChecked={answers.preset === preset}
            onChange={() => {
              answer({ preset });
            }}
          />
        ))}
      </fieldset>
      {answers.preset === 'home' && (
        <SetupField
          label={t('setup.things.names')}
          hint={t('setup.things.namesHint')}
          value={answers.names}
          placeholder="time.example.org, *.updates.example.org"
          onChange={(names) => {
            answer({ names });
          }}
        />
      )}
      {answers.preset !== 'watch' && (
        <SetupField
          label={t('setup.things.controller')}
          hint={t('setup.things.controllerHint')}
          value={answers.controller}
          placeholder="192.168.1.10"
          onChange={(controller) => {
            answer({ controller });
          }}
        />
      )}
    </>
  );
}
