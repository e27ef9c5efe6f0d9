import type { Position } from '@probity/event-store';
import type { Bus, Consumption, PublicEvent } from '../port.js';
import type { Progress } from '../progress.js';

/** A bus that delivers what it is told to, when and as often as it is told to. `again` knows only what was published. */
export class TestBus implements Bus, Progress {
  readonly #said: PublicEvent[] = [];
  #handle: (event: PublicEvent) => Promise<void> = async () => undefined;
  readonly asked: string[] = [];
  readonly askedAfter: Position[] = [];
  leading = true;

  async publish(_source: string, events: readonly PublicEvent[]): Promise<void> {
    this.#said.push(...events);
  }

  consume(_consumer: string, _sources: readonly string[], handle: (event: PublicEvent) => Promise<void>): Consumption {
    this.#handle = handle;
    return { leads: () => this.leading, health: () => 'ok', close: async () => undefined };
  }

  deliver(event: PublicEvent): Promise<void> {
    return this.#handle(event);
  }

  async again(source: string, caseId: string): Promise<readonly PublicEvent[]> {
    this.asked.push(`${source} ${caseId}`);
    return this.#said.filter((event) => event.source === source && event.case === caseId);
  }

  async tellRelayed(): Promise<void> {}

  async startOver(): Promise<void> {}

  async stored(source: string): Promise<number> {
    return this.#said.filter((event) => event.source === source).length;
  }

  async hasRelayed(): Promise<boolean> {
    return true;
  }

  async published(source: string, after: Position, upTo: Position): Promise<readonly string[]> {
    this.askedAfter.push(after);
    return this.#said
      .filter((event) => event.source === source && BigInt(event.position) > BigInt(after))
      .filter((event) => BigInt(event.position) <= BigInt(upTo))
      .map((event) => event.id);
  }
}
