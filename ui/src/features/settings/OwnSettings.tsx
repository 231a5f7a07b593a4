import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import {
  chooseLanguage,
  chooseTimeZone,
  chosenLanguage,
  chosenTimeZone,
  LANGUAGES,
  timeZone,
} from '../../shared/own/choices';
import { useTheme, type ThemeChoice } from '../../shared/theme/theme';
import { Panel } from '../../shared/ui/Panel';

const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
/** Each language by its own name, whatever language is shown. */
const NAMES = { en: 'English', de: 'Deutsch' };

/** What a person chooses for this browser. Language and time zone take hold by loading the page again. */
export function OwnSettings({ onReload = reload }: { onReload?: () => void }) {
  const { t } = useTranslation();
  const ids = useId();
  const [theme, chooseTheme] = useTheme();
  return (
    <Panel title={t('settings.own.title')} text={t('settings.own.text')} className="cf-own">
      <FormGroup label={t('settings.own.theme')} fieldId={`${ids}-theme`}>
        <FormSelect
          id={`${ids}-theme`}
          value={theme}
          onChange={(_event, value) => {
            chooseTheme(THEMES.find((one) => one === value) ?? 'system');
          }}
        >
          {THEMES.map((one) => (
            <FormSelectOption key={one} value={one} label={t(`settings.own.themes.${one}`)} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label={t('settings.own.language')} fieldId={`${ids}-language`}>
        <FormSelect
          id={`${ids}-language`}
          value={chosenLanguage() ?? ''}
          onChange={(_event, value) => {
            chooseLanguage(LANGUAGES.find((one) => one === value));
            onReload();
          }}
        >
          <FormSelectOption value="" label={t('settings.own.browser')} />
          {LANGUAGES.map((one) => (
            <FormSelectOption key={one} value={one} label={NAMES[one]} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label={t('settings.own.timeZone')} fieldId={`${ids}-zone`}>
        <FormSelect
          id={`${ids}-zone`}
          value={chosenTimeZone() ?? ''}
          onChange={(_event, value) => {
            chooseTimeZone(value === '' ? undefined : value);
            onReload();
          }}
        >
          <FormSelectOption value="" label={t('settings.own.system', { zone: timeZone() })} />
          {['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => (
            <FormSelectOption key={zone} value={zone} label={zone} />
          ))}
        </FormSelect>
      </FormGroup>
    </Panel>
  );
}

function reload(): void {
  window.location.reload();
}
