import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { diffLines, hunksOf, type DiffLine } from '../text/lineDiff';

import './text-diff.css';

interface TextDiffProps {
  before: string;
  after: string;
  label: string;
}

const SIGNS = { same: ' ', added: '+', removed: '-' } as const;

/** What changed in a text, line by line. A sign and a word say what comes and goes; colours only repeat it. */
export function TextDiff({ before, after, label }: TextDiffProps) {
  const { t } = useTranslation();
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const hunks = hunksOf(lines);
  if (hunks.length === 0) {
    return <p className="cf-text-diff__none">{t('diff.none')}</p>;
  }
  return (
    <>
      <p className="cf-text-diff__sum">
        {t('diff.added', { count: lines.filter(({ kind }) => kind === 'added').length })}{' '}
        {t('diff.removed', { count: lines.filter(({ kind }) => kind === 'removed').length })}
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has no mouse scrolls it by key */}
      <div className="cf-text-diff" role="region" aria-label={label} tabIndex={0}>
        <table>
          <thead className="cf-text-diff__head">
            <tr>
              <th scope="col">{t('diff.before')}</th>
              <th scope="col">{t('diff.after')}</th>
              <th scope="col">{t('diff.line')}</th>
            </tr>
          </thead>
          {hunks.map(({ lines: shown }, index) => (
            <tbody key={index}>
              {shown.map((line) => (
                <Line key={`${String(line.before)}:${String(line.after)}`} line={line} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}

function Line({ line: { kind, text, before, after } }: { line: DiffLine }) {
  const { t } = useTranslation();
  return (
    <tr className={`cf-text-diff__line cf-text-diff__line--${kind}`}>
      <td className="cf-text-diff__number">{before}</td>
      <td className="cf-text-diff__number">{after}</td>
      <td>
        <code>
          <span aria-hidden="true">{SIGNS[kind]} </span>
          {kind !== 'same' && <span className="cf-text-diff__word">{t(`diff.${kind}Line`)} </span>}
          {text}
        </code>
      </td>
    </tr>
  );
}
