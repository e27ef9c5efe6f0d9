/** Why the mail system did not take a letter: in codes, since its words quote addresses. */
export interface MailFailure {
  /** `passing`: the same letter may go through later. */
  readonly is: 'passing' | 'permanent';
  /** The next letter would fare no better: nobody answers there, or does not let us in. */
  readonly ofAll: boolean;
  /** `550 5.1.1 at RCPT TO`, `ECONNREFUSED`. */
  readonly code: string;
}

/** Commands whose refusal is about the letter, and not about us (RFC 5321). */
const aboutTheLetter = ['MAIL FROM', 'RCPT TO', 'DATA'];
/** Sign-in is needed or failed (RFC 4954): a wrong setting. */
const signIn = [530, 534, 535, 538];

export const failureOf = (error: unknown): MailFailure => {
  const { code, responseCode, command = '', response } = Object(error) as Said;
  const isAbout = aboutTheLetter.includes(command) && !signIn.includes(responseCode ?? 0);
  if (typeof responseCode === 'number') {
    const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
    const told = [responseCode, ...(enhanced ? [enhanced] : [])].join(' ');
    return {
      is: responseCode >= 500 && isAbout ? 'permanent' : 'passing',
      ofAll: !isAbout,
      code: aboutTheLetter.includes(command) ? `${told} at ${command}` : told,
    };
  }
  // Refused before anything was said to the mail system: the address is none.
  if (code === 'EENVELOPE') return { is: 'permanent', ofAll: false, code };
  return { is: 'passing', ofAll: true, code: /^E[A-Z_]+$/.test(code ?? '') ? String(code) : 'unknown' };
};

interface Said {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly response?: string;
}

/** Milliseconds until it is tried again: growing, an hour at most. */
export const pauseAfter = (attempts: number): number => Math.min(15_000 * 2 ** (attempts - 1), 3_600_000);

/** Milliseconds after which trying again is given up, and is somebody's work. */
export const patienceWithMail = 3 * 24 * 3_600_000;
