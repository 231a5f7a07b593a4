export const VERDICTS = ['violation', 'allowed', 'unjudged'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Which traffic is asked for; what is absent wants all. */
export interface TrafficScope {
  site?: string;
  device?: string;
  peer?: string;
  service?: string;
  rule?: string;
  verdict?: Verdict;
  /** Where whoever began it stands: a zone, @outside, @none or @rest. */
  zone?: string;
  /** Where whoever was asked stands; of sums only. */
  toZone?: string;
  /** How far back; absent: all that is kept. */
  hours?: string;
  /** An absolute time instead. */
  from?: string;
  to?: string;
}

export const TOP_ORDERS = ['count', 'violations', 'sent', 'received'] as const;
export type TopOrder = (typeof TOP_ORDERS)[number];
