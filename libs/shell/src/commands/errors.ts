import { ScopeDestroyed } from '@probity/record';
import type { RuleBroken } from '@probity/decider';

/** There is no such thing, or whoever asks may not know of it. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** No policy of the institution has an act or a step of that name. */
export class NoSuchAct extends Error {
  override readonly name = 'NoSuchAct';
  constructor(
    /** The whole names of those that are called so after their subject. */
    readonly meant: readonly string[],
  ) {
    super('no act or step of that name');
  }
}

/** It was there, and its key has been destroyed: nobody can read it or add to it any more. */
export class Destroyed extends Error {
  override readonly name = 'Destroyed';
  /** Whose it was: to anybody else it is not found. */
  constructor(readonly institution: string) {
    super('its key was destroyed');
  }
}

/** Whether that is why: as a stream was read, or as something was about to be sealed. */
export const isDestroyed = (error: unknown): boolean => error instanceof Destroyed || error instanceof ScopeDestroyed;

export class PreconditionRequired extends Error {
  override readonly name = 'PreconditionRequired';
  constructor(readonly current: number) {
    super('If-Match is required');
  }
}

export class PreconditionFailed extends Error {
  override readonly name = 'PreconditionFailed';
  /** Undefined: it is as it was seen; what the act changes besides is not. */
  constructor(readonly current: number | undefined) {
    super('it has changed since it was seen');
  }
}

export class KeyReused extends Error {
  override readonly name = 'KeyReused';
}

/** A rule broken, with the acts that are open instead. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly broken: RuleBroken,
    readonly policy: { readonly pack: string; readonly version: string; readonly title: string },
    readonly open: readonly { readonly act: string; readonly title: string; readonly route: string | undefined }[],
    readonly quote: (clause: string) => string | undefined,
  ) {
    super(broken.message);
  }
}

/** What was sent does not fit what is known: a register has no such entry, a file was never uploaded. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  constructor(
    /** JSON pointer. */
    readonly field: string,
    readonly code: string,
    says: string,
  ) {
    super(says);
  }
}
