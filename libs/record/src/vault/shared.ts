/** Who asks for the same while it is under way gets the same answer. */
export class Shared<T> {
  readonly #running = new Map<string, Promise<T>>();

  has(name: string): boolean {
    return this.#running.has(name);
  }

  of(name: string, ask: () => Promise<T>): Promise<T> {
    const running = this.#running.get(name);
    if (running) return running;
    const asked = ask().finally(() => this.#running.delete(name));
    this.#running.set(name, asked);
    return asked;
  }
}
