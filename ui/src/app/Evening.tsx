/** A house at night, its lights on, and one thing that is out: decoration of the way in. */
export function Evening() {
  return (
    <svg className="cf-evening" viewBox="0 0 480 400" aria-hidden="true">
      <circle className="cf-evening__sky" cx="250" cy="190" r="180" />
      <path className="cf-evening__moon" d="M322 62a46 46 0 1 0 36 60 39 39 0 0 1-36-60Z" />
      <g className="cf-evening__stars">
        <circle cx="128" cy="110" r="2.5" />
        <circle cx="182" cy="68" r="2" />
        <circle cx="236" cy="112" r="2" />
        <circle cx="104" cy="176" r="2" />
        <circle cx="394" cy="176" r="2.5" />
      </g>
      <path className="cf-evening__house" d="M116 214 206 142l90 72v112H116Z" />
      <path className="cf-evening__roof" d="m100 220 106-86 106 86" />
      <g className="cf-evening__lights">
        <rect x="146" y="222" width="36" height="34" rx="4" />
        <rect x="228" y="222" width="36" height="34" rx="4" />
        <rect x="146" y="274" width="36" height="34" rx="4" />
      </g>
      <path className="cf-evening__door" d="M226 326v-44a20 20 0 0 1 40 0v44Z" />
      <path className="cf-evening__ground" d="M70 326h344" />
      <path className="cf-evening__way" d="M268 300c40-8 62 14 92-2" />
      <circle className="cf-evening__halo" cx="374" cy="292" r="24" />
      <circle className="cf-evening__out" cx="374" cy="292" r="10" />
    </svg>
  );
}
