/** Remembers what is sent to an API and accepted: every text, whoever wrote it, and wherever in a body it stands. */
export class Said {
  /** By text: the addresses that it was sent to. */
  private readonly sent = new Map<string, Set<string>>();
  private readonly fetch = globalThis.fetch;

  get texts(): readonly string[] {
    return [...this.sent.keys()];
  }

  /** What was sent to addresses with this part, and to no other. */
  only(part: string): readonly string[] {
    return this.texts.filter((text) => [...(this.sent.get(text) ?? [])].every((url) => url.includes(part)));
  }

  /** From then on, until `stop`. */
  start(): void {
    globalThis.fetch = async (url, init) => {
      const response = await this.fetch(url, init);
      if (response.ok && typeof init?.body === 'string' && init.body.startsWith('{'))
        for (const text of textsIn(JSON.parse(init.body)))
          this.sent.set(text, (this.sent.get(text) ?? new Set()).add(url instanceof Request ? url.url : String(url)));
      return response;
    };
  }

  stop(): void {
    globalThis.fetch = this.fetch;
  }
}

/** However deep they stand. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
