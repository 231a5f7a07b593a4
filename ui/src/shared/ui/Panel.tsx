import { useId, type ReactNode } from 'react';

interface PanelProps {
  title: string;
  text?: string;
  className?: string;
  children: ReactNode;
}

/** One titled part of a page. */
export function Panel({ title, text, className = '', children }: PanelProps) {
  const heading = useId();
  return (
    <section className={`cf-panel ${className}`} aria-labelledby={heading}>
      <h2 className="cf-panel__title" id={heading}>
        {title}
      </h2>
      {text && <p className="cf-panel__text">{text}</p>}
      {children}
    </section>
  );
}

interface Fact {
  term: string;
  value: ReactNode;
}

/** Terms and what they are; a fact without a value is left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="cf-facts">
      {facts
        .filter(({ value }) => value !== undefined && value !== null && value !== false && value !== '')
        .map(({ term, value }) => (
          <div key={term} className="cf-facts__fact">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
