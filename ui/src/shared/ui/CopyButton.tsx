import { Button, type ButtonProps } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { copy } from './copy';

interface CopyButtonProps extends Pick<ButtonProps, 'variant' | 'isInline' | 'aria-label'> {
  text: string;
  /** What stands on it; "Copy" where absent. */
  title?: string;
}

/** Takes a text to somewhere else, and says whether that went well until there is another text. */
export function CopyButton({ text, title, ...button }: CopyButtonProps) {
  const { t } = useTranslation();
  const [last, setLast] = useState<{ text: string; outcome: 'copied' | 'refused' }>();
  return (
    <>
      <Button
        {...button}
        onClick={() => {
          void copy(text).then((isCopied) => {
            setLast({ text, outcome: isCopied ? 'copied' : 'refused' });
          });
        }}
      >
        {title ?? t('copy.button')}
      </Button>{' '}
      <span role="status" className="cf-small">
        {last?.text === text && t(`copy.${last.outcome}`)}
      </span>
    </>
  );
}
