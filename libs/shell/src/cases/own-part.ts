/** What a student is told of their own matter by one stream. Nothing is told here before a letter or an invitation said it. */
export interface OwnPart {
  /** How far it is, and since when; RFC 3339. */
  readonly stage?: { readonly is: string; readonly since: string };
  /** Where they are to be, or were; RFC 3339. */
  readonly dates?: readonly { readonly what: string; readonly at: string; readonly place: string | null }[];
  readonly decision?: OwnDecision;
  readonly course?: OwnCourse;
}

export interface OwnDecision {
  readonly toldAt: string;
  readonly proven: boolean;
  readonly category: string | null;
  readonly findings: readonly { readonly point: string; readonly outcome: string }[];
  readonly penalties: readonly { readonly code: string; readonly title: string }[];
}

export interface OwnCourse {
  /** The last day, and its end. */
  readonly dueOn: string;
  readonly endsAt: string;
  readonly passed: boolean;
  readonly over: boolean;
  readonly withdrawn: boolean;
}

/** Of one stream: when letters to the student were sent from it, the earliest first; RFC 3339. */
export interface OwnTold {
  readonly lettersAt: readonly string[];
}

/** Whether a letter went out to them at that time or later. */
export const wasWrittenTo = ({ lettersAt }: OwnTold, since: string): boolean =>
  lettersAt.some((at) => Date.parse(at) >= Date.parse(since));
