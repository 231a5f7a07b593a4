import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Code } from './Code';

/** A line to be taken to somewhere else. */
export function CopyLine({ line }: { line: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  return (
    <span className="cf-copy-line">
      <Code>{line}</Code>{' '}
      <Button
        variant="link"
        isInline
        aria-label={t('copy.label', { line })}
        onClick={() => {
          navigator.clipboard.writeText(line).then(
            () => {
              setState('copied');
            },
            () => {
              setState('refused');
            },
          );
        }}
      >
        {t('copy.button')}
      </Button>{' '}
      <span role="status">{state !== 'ready' && t(`copy.${state}`)}</span>
    </span>
  );
}
