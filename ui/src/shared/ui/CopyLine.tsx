import { useTranslation } from 'react-i18next';

import { Code } from './Code';
import { CopyButton } from './CopyButton';

/** A line to be taken to somewhere else. */
export function CopyLine({ line }: { line: string }) {
  const { t } = useTranslation();
  return (
    <span className="cf-copy-line">
      <Code>{line}</Code> <CopyButton text={line} variant="link" isInline aria-label={t('copy.label', { line })} />
    </span>
  );
}
