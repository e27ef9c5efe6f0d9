import type { Actor } from '@probity/decider';

/** Who asks: a token says the subject, the institution's register says the rest. */
export interface Principal {
  readonly institution: string;
  readonly kind: 'staff' | 'regulator' | 'system' | 'student';
  readonly id: string;
  readonly offices: readonly string[];
  readonly nearTo?: Actor['nearTo'];
}

/** No account: whoever reports. */
export const nobody = { id: 'informant', offices: [] } as const;
