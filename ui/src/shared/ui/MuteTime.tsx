import { FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import './mute-time.css';

export const USUAL_MUTE_HOURS = 24;

const MUTE_HOURS = [1, 24, 168, 720] as const;
const MUTE_TEXT = {
  1: 'alert.deed.hour',
  24: 'alert.deed.day',
  168: 'alert.deed.week',
  720: 'alert.deed.month',
} as const;

interface MuteTimeProps {
  hours: number;
  onChoose: (hours: number) => void;
}

/** For how long to mute. */
export function MuteTime({ hours, onChoose }: MuteTimeProps) {
  const { t } = useTranslation();
  return (
    <FormSelect
      aria-label={t('alert.deed.muteFor')}
      className="cf-mute-time"
      value={hours}
      onChange={(_event, chosen) => {
        onChoose(Number(chosen));
      }}
    >
      {MUTE_HOURS.map((choice) => (
        <FormSelectOption key={choice} value={choice} label={t(MUTE_TEXT[choice])} />
      ))}
    </FormSelect>
  );
}
