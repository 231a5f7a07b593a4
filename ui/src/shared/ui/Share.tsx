import { chosenLanguage } from '../own/choices';
import './share.css';

const percent = new Intl.NumberFormat(chosenLanguage(), { style: 'percent', maximumSignificantDigits: 3 });

/** A share of a whole, as a number and as a bar. */
export function Share({ share }: { share: number }) {
  return (
    <span className="cf-share">
      <span className="cf-share__number">{formatShare(share)}</span>
      <span className="cf-share__frame" aria-hidden="true">
        <span className="cf-share__bar" style={{ inlineSize: `${String(Math.min(1, share) * 100)}%` }} />
      </span>
    </span>
  );
}

/** What is not all of it never reads as all of it. */
export function formatShare(share: number): string {
  const shown = share < 1 ? Math.min(share, 0.999) : share;
  return percent.format(shown);
}
