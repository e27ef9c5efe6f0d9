/** Remembers what is sent to an API and accepted: every text, whoever wrote it, and wherever in a body it stands. */
export class Said {
  readonly texts = new Set<string>();
  private readonly fetch = globalThis.fetch;

  /** From then on, until `stop`. */
  start(): void {
    globalThis.fetch = async (url, init) => {
      const response = await this.fetch(url, init);
      if (response.ok && typeof init?.body === 'string' && init.body.startsWith('{'))
        collect(JSON.parse(init.body), this.texts);
      return response;
    };
  }

  stop(): void {
    globalThis.fetch = this.fetch;
  }
}

const collect = (value: unknown, into: Set<string>): void => {
  if (typeof value === 'string') into.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) collect(member, into);
};
