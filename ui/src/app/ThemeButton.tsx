import AdjustIcon from '@patternfly/react-icons/dist/esm/icons/adjust-icon';
import MoonIcon from '@patternfly/react-icons/dist/esm/icons/moon-icon';
import SunIcon from '@patternfly/react-icons/dist/esm/icons/sun-icon';
import { useTranslation } from 'react-i18next';

import { useTheme } from '../shared/theme/theme';

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const ICON = { system: AdjustIcon, light: SunIcon, dark: MoonIcon };

export function ThemeButton() {
  const { t } = useTranslation();
  const [choice, choose] = useTheme();
  const Icon = ICON[choice];
  return (
    <button
      type="button"
      className="cf-icon-button"
      aria-label={t(`theme.${choice}`)}
      title={t(`theme.${choice}`)}
      onClick={() => {
        choose(NEXT[choice]);
      }}
    >
      <Icon />
    </button>
  );
}
