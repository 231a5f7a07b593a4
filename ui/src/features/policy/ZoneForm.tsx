import {
  Button,
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
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { sitesQuery } from '../../shared/api/queries';
import { Panel } from '../../shared/ui/Panel';
import { wordsOf } from './editor/words';
import { useSegments } from './useSegments';
import { insertZone, type Insertion, type Zone } from './zoneText';

interface ZoneFormProps {
  text: string;
  onInsert: (insertion: Insertion) => void;
}

const DETAILS = ['full', 'aggregated', 'counts'] as const;
const ID = /^[A-Za-z0-9._:-]+$/;

/** Asks for a zone and writes it into the text; offers the segments that sensors see. */
export function ZoneForm({ text, onInsert }: ZoneFormProps) {
  const { t } = useTranslation();
  const ids = useId();
  const { data: seen = [] } = useQuery(sitesQuery);
  const sites = [...new Set([...wordsOf(text).sites, ...seen.map(({ id }) => id)])];
  const [chosen, setChosen] = useState<string>();
  const [id, setId] = useState('');
  const [subnets, setSubnets] = useState('');
  const [vlans, setVlans] = useState('');
  const [detail, setDetail] = useState<(typeof DETAILS)[number]>('full');
  const [isWanting, setIsWanting] = useState(false);
  const site = chosen ?? sites[0] ?? '';
  const { segments, vlans: vlansSeen } = useSegments(site === '' ? undefined : site);
  const zone: Zone = {
    id: id.trim(),
    subnets: partsOf(subnets),
    vlans: partsOf(vlans)
      .map(Number)
      .filter((vlan) => vlan >= 1 && vlan <= 4094),
    ...(detail !== 'full' && { detail }),
  };
  const isComplete = ID.test(zone.id) && site !== '' && zone.subnets.length + zone.vlans.length > 0;

  return (
    <Panel title={t('policy.zone.title')} text={t('policy.zone.text')}>
      <Form
        className="cf-zone-form"
        onSubmit={(event) => {
          event.preventDefault();
          setIsWanting(!isComplete);
          if (isComplete) {
            onInsert(insertZone(text, site, zone));
          }
        }}
      >
        <FormGroup label={t('filter.site')} fieldId={`${ids}-site`}>
          {sites.length > 0 ? (
            <FormSelect
              id={`${ids}-site`}
              value={site}
              onChange={(_event, value) => {
                setChosen(value);
              }}
            >
              {sites.map((one) => (
                <FormSelectOption key={one} value={one} label={one} />
              ))}
            </FormSelect>
          ) : (
            <TextInput
              id={`${ids}-site`}
              value={chosen ?? ''}
              onChange={(_event, value) => {
                setChosen(value);
              }}
            />
          )}
        </FormGroup>
        <FormGroup label={t('policy.zone.id')} fieldId={`${ids}-id`} isRequired>
          <TextInput
            id={`${ids}-id`}
            value={id}
            placeholder="things"
            isRequired
            onChange={(_event, value) => {
              setId(value);
            }}
          />
        </FormGroup>
        <FormGroup label={t('policy.zone.subnets')} fieldId={`${ids}-subnets`}>
          <TextInput
            id={`${ids}-subnets`}
            value={subnets}
            placeholder="192.0.2.0/26"
            onChange={(_event, value) => {
              setSubnets(value);
            }}
          />
          <Seen
            label={t('policy.zone.seen')}
            values={segments.map(({ subnet, addresses }) => ({
              value: subnet,
              text: t('policy.zone.segment', { subnet, count: addresses }),
            }))}
            onChoose={(value) => {
              setSubnets(partsOf(`${subnets} ${value}`).join(', '));
            }}
          />
        </FormGroup>
        <FormGroup label={t('policy.zone.vlans')} fieldId={`${ids}-vlans`}>
          <TextInput
            id={`${ids}-vlans`}
            value={vlans}
            inputMode="numeric"
            onChange={(_event, value) => {
              setVlans(value);
            }}
          />
          <Seen
            label={t('policy.zone.seen')}
            values={vlansSeen.map((vlan) => ({ value: String(vlan), text: String(vlan) }))}
            onChoose={(value) => {
              setVlans(partsOf(`${vlans} ${value}`).join(', '));
            }}
          />
        </FormGroup>
        <FormGroup label={t('policy.zone.detail')} fieldId={`${ids}-detail`}>
          <FormSelect
            id={`${ids}-detail`}
            value={detail}
            onChange={(_event, value) => {
              setDetail(DETAILS.find((one) => one === value) ?? 'full');
            }}
          >
            {DETAILS.map((one) => (
              <FormSelectOption key={one} value={one} label={t(`policy.zone.details.${one}`)} />
            ))}
          </FormSelect>
        </FormGroup>
        {isWanting && !isComplete && (
          <FormHelperText>
            <HelperText isLiveRegion>
              <HelperTextItem variant="error">{t('policy.zone.incomplete')}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        )}
        <div className="cf-editor__actions">
          <Button type="submit" variant="secondary">
            {t('policy.zone.insert')}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

interface SeenProps {
  label: string;
  values: { value: string; text: string }[];
  onChoose: (value: string) => void;
}

/** What was seen, to be taken by a click. */
export function Seen({ label, values, onChoose }: SeenProps) {
  const heading = useId();
  if (values.length === 0) {
    return null;
  }
  return (
    <div>
      <p className="cf-small cf-seen__label" id={heading}>
        {label}
      </p>
      <ul className="cf-seen" aria-labelledby={heading}>
        {values.map(({ value, text }) => (
          <li key={value}>
            <Button
              variant="tertiary"
              size="sm"
              onClick={() => {
                onChoose(value);
              }}
            >
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function partsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((part) => part !== ''))];
}
