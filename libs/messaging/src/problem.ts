/** What an operator should hear of. Never a payload, nor an error's message, which may quote one. */
export interface Problem {
  readonly what: 'relay-failed' | 'consumer-failed' | 'reaction-failed' | 'case-parked' | 'gap' | 'unavailable';
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
  readonly message?: unknown;
  readonly cause?: unknown;
}

// By shape: an error of another realm is no instance of ours.
const told = (error: unknown): Told => (typeof error === 'object' && error !== null ? error : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `RuleBroken hearing/notice`: an error's name and code. */
export function reasonOf(error: unknown): string {
  const { name, code } = told(error);
  return `${text(name) || 'unnamed'} ${text(code)}`.trim();
}

const connectionCodes =
  /^(08...|57P0[1-5]|53300|ECONN.*|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// What pg and pg-pool say without a code.
const connectionMessages =
  /^(Connection terminated|timeout ex(ceeded when trying to connect|pired)|Client has encountered a connection)/;

/** The store or the database cannot be reached: no fault of the message, and it will pass. */
export function isPassing(error: unknown): boolean {
  const { name, code, message, cause } = told(error);
  if (name === 'StoreUnavailable' || connectionCodes.test(text(code)) || connectionMessages.test(text(message)))
    return true;
  return cause !== undefined && isPassing(cause);
}
