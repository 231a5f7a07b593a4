import { FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { timeZone } from '../own/choices';
import { momentOf, wallOf } from '../time/wallClock';

import './mute-time.css';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const USUAL_HOURS = 24;
const LONGEST_DAYS = 365;

const MUTE_HOURS = [1, USUAL_HOURS, 168, 720] as const;
const MUTE_TEXT = {
  1: 'alert.deed.hour',
  24: 'alert.deed.day',
  168: 'alert.deed.week',
  720: 'alert.deed.month',
} as const;

/** How long to mute: for some hours from then on, or until a moment that a clock shows. */
export interface MuteChoice {
  hours: number | undefined;
  wall: string;
}

/** What people choose unless they say otherwise. */
export const USUAL_MUTE: MuteChoice = { hours: USUAL_HOURS, wall: '' };

/** Until when; absent where what was chosen is no time to come within a year. */
export function endOfMute({ hours, wall }: MuteChoice): string | undefined {
  const now = Date.now();
  const end = hours === undefined ? momentOf(wall, timeZone()) : now + hours * HOUR;
  return end > now && end <= now + LONGEST_DAYS * DAY ? new Date(end).toISOString() : undefined;
}

interface MuteTimeProps {
  choice: MuteChoice;
  onChoose: (choice: MuteChoice) => void;
}

/** For how long to mute, or until when. */
export function MuteTime({ choice, onChoose }: MuteTimeProps) {
  const { t } = useTranslation();
  const hint = useId();
  const [opened] = useState(() => Date.now());
  const { hours, wall } = choice;
  const isWrong = endOfMute(choice) === undefined;
  return (
    <span className="cf-mute-time">
      <FormSelect
        aria-label={t('alert.deed.muteFor')}
        className="cf-mute-time__span"
        value={hours ?? 'until'}
        onChange={(_event, chosen) => {
          onChoose(
            chosen === 'until'
              ? { hours: undefined, wall: wallOf(Date.now() + DAY, timeZone()) }
              : { hours: Number(chosen), wall: '' },
          );
        }}
      >
        {MUTE_HOURS.map((one) => (
          <FormSelectOption key={one} value={one} label={t(MUTE_TEXT[one])} />
        ))}
        <FormSelectOption value="until" label={t('alert.deed.until')} />
      </FormSelect>
      {hours === undefined && (
        <span>
          <TextInput
            type="datetime-local"
            aria-label={t('alert.deed.muteUntil')}
            aria-describedby={hint}
            className="cf-mute-time__moment"
            value={wall}
            min={wallOf(opened, timeZone())}
            max={wallOf(opened + LONGEST_DAYS * DAY, timeZone())}
            validated={isWrong ? 'error' : 'default'}
            onChange={(_event, next) => {
              onChoose({ hours: undefined, wall: next });
            }}
          />
          <span id={hint} className="cf-small">
            {isWrong ? t('alert.deed.untilWrong') : timeZone()}
          </span>
        </span>
      )}
    </span>
  );
}
