/** `failing`: something was tried, failed, and is tried again. */
export type Health = 'ok' | 'failing';

/** What fails now, by whatever names it. */
export class Troubles {
  readonly #now = new Set<unknown>();

  begin(what: unknown): void {
    this.#now.add(what);
  }

  end(what: unknown): void {
    this.#now.delete(what);
  }

  health(): Health {
    return this.#now.size === 0 ? 'ok' : 'failing';
  }
}
