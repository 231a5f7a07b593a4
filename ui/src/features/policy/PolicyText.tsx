import { useTranslation } from 'react-i18next';

/** Policy text with its line numbers, since mistakes and violations name lines. */
export function PolicyText({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
    <section className="cf-policy" aria-label={t('policy.text')} tabIndex={0}>
      <ol className="cf-policy__lines">
        {text
          .replace(/\n$/, '')
          .split('\n')
          .map((line, index) => (
            <li key={index}>
              <code>{line === '' ? ' ' : line}</code>
            </li>
          ))}
      </ol>
    </section>
  );
}
