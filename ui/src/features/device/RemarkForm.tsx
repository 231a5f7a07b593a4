import {
  Alert as Notice,
  Button,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Device, DeviceRemark } from '../../shared/api/client';
import { useRemark } from '../../shared/api/queries';
import { linesOf, linksOf, tagsOf } from './remarkText';

const TRUST = ['untrusted', 'limited', 'trusted'] as const;
const LONGEST_LINE = 128;
const LONGEST_NOTES = 2_000;

/** Whether a remark is refused is the collector's to say; what was written stays. */
export function RemarkForm({ device, onDone }: { device: Device; onDone: () => void }) {
  const { t } = useTranslation();
  const remark = useRemark(device);
  const [name, setName] = useState(device.remark?.name ?? '');
  const [owner, setOwner] = useState(device.remark?.owner ?? '');
  const [trust, setTrust] = useState<string>(device.remark?.trust ?? '');
  const [tags, setTags] = useState(device.remark?.tags.join(' ') ?? '');
  const [notes, setNotes] = useState(device.remark?.notes ?? '');
  const [links, setLinks] = useState(linesOf(device.remark?.links ?? []));
  const written = (): DeviceRemark => {
    const level = TRUST.find((one) => one === trust);
    return {
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(owner.trim() !== '' && { owner: owner.trim() }),
      ...(level && { trust: level }),
      tags: tagsOf(tags),
      notes: notes.trim(),
      links: linksOf(links),
    };
  };
  return (
    <Form
      className="cf-remark"
      onSubmit={(event) => {
        event.preventDefault();
        remark.mutate(written(), { onSuccess: onDone });
      }}
    >
      {remark.isError && (
        <Notice
          variant="danger"
          isInline
          isLiveRegion
          component="p"
          title={t('device.remark.failed', { detail: remark.error.message })}
        />
      )}
      <Field label={t('device.remark.name')} hint={t('device.remark.nameHint')}>
        {(field) => (
          <TextInput
            {...field}
            value={name}
            maxLength={LONGEST_LINE}
            onChange={(_event, text) => {
              setName(text);
            }}
          />
        )}
      </Field>
      <Field label={t('device.owner')}>
        {(field) => (
          <TextInput
            {...field}
            value={owner}
            maxLength={LONGEST_LINE}
            onChange={(_event, text) => {
              setOwner(text);
            }}
          />
        )}
      </Field>
      <Field label={t('device.remark.trust')}>
        {(field) => (
          <FormSelect
            {...field}
            value={trust}
            onChange={(_event, level) => {
              setTrust(level);
            }}
          >
            <FormSelectOption value="" label={t('device.remark.noTrust')} />
            {TRUST.map((level) => (
              <FormSelectOption key={level} value={level} label={t(`device.remark.${level}`)} />
            ))}
          </FormSelect>
        )}
      </Field>
      <Field label={t('device.tags')} hint={t('device.remark.tagsHint')}>
        {(field) => (
          <TextInput
            {...field}
            value={tags}
            onChange={(_event, text) => {
              setTags(text);
            }}
          />
        )}
      </Field>
      <Field label={t('device.notes')}>
        {(field) => (
          <TextArea
            {...field}
            value={notes}
            rows={3}
            maxLength={LONGEST_NOTES}
            resizeOrientation="vertical"
            onChange={(_event, text) => {
              setNotes(text);
            }}
          />
        )}
      </Field>
      <Field label={t('device.remark.links')} hint={t('device.remark.linksHint')}>
        {(field) => (
          <TextArea
            {...field}
            value={links}
            rows={2}
            resizeOrientation="vertical"
            onChange={(_event, text) => {
              setLinks(text);
            }}
          />
        )}
      </Field>
      <div className="cf-remark__actions">
        <Button type="submit" variant="primary" isLoading={remark.isPending} isDisabled={remark.isPending}>
          {t('device.remark.save')}
        </Button>
        <Button variant="link" onClick={onDone}>
          {t('device.remark.cancel')}
        </Button>
      </div>
    </Form>
  );
}

interface FieldProps {
  label: string;
  hint?: string;
  children: (field: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <FormGroup label={label} fieldId={id}>
      {children({ id, ...(hint && { 'aria-describedby': hintId }) })}
      {hint && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem id={hintId}>{hint}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
