import type { ReactNode } from 'react';

/** Addresses, names and policy text: in a fixed width, and broken anywhere when the screen is narrow. */
export function Code({ children }: { children: ReactNode }) {
  return <code className="cf-code">{children}</code>;
}
