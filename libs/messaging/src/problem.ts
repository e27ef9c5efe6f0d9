export const problemKinds = [
  'relay-failed',
  'bus-rebuilt',
  'consumer-failed',
  'reaction-failed',
  'case-parked',
  'message-unreadable',
  'gap',
  'unavailable',
] as const;

/** What an operator should hear of. Never a payload, nor an error's message, which may quote one. */
export interface Problem {
  readonly what: (typeof problemKinds)[number];
  /** The service whose relay or inbox it is. */
  readonly service: string;
  readonly reason: string;
  readonly source?: string;
  readonly case?: string;
  readonly type?: string;
  readonly message?: string;
}

export type OnProblem = (problem: Problem) => void;

interface Told {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
}

// By shape: an error of another realm is no instance of ours.
const told = (error: unknown): Told => (typeof error === 'object' && error !== null ? error : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `RuleBroken hearing/notice`: an error's name and code, or its type where it names that, as Kafka's do. */
export function reasonOf(error: unknown): string {
  const { name, code, type } = told(error);
  return `${text(name) || 'unnamed'} ${text(code) || text(type)}`.trim();
}
