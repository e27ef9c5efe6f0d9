import { origin, type Position } from '@probity/event-store';
import type { Bus, Consumption, Handlers, PublicEvent } from '../port.js';
import type { Progress } from '../progress.js';

/** A bus that delivers what it is told to, when and as often as it is told to. `again` knows only what was published. */
export class TestBus implements Bus, Progress {
  readonly #said: PublicEvent[] = [];
  #handlers: Handlers | undefined;
  readonly asked: string[] = [];
  readonly askedAfter: Position[] = [];
  leading = true;

  async publish(_source: string, events: readonly PublicEvent[]): Promise<void> {
    this.#said.push(...events);
  }

  consume(_consumer: string, _sources: readonly string[], handlers: Handlers): Consumption {
    this.#handlers = handlers;
    return { leads: () => this.leading, hears: () => this.leading, health: () => 'ok', close: async () => undefined };
  }

  async deliver(...events: readonly PublicEvent[]): Promise<void> {
    await this.#handlers?.handle(events);
  }

  async again(source: string, caseId: string): Promise<readonly PublicEvent[]> {
    this.asked.push(`${source} ${caseId}`);
    return this.#said.filter((event) => event.source === source && event.case === caseId);
  }

  async tellRelayed(): Promise<void> {}

  async startOver(): Promise<void> {}

  async relayed(): Promise<Position> {
    return origin;
  }

  async hasLost(source: string, published: () => Promise<number>): Promise<boolean> {
    return this.#said.filter((event) => event.source === source).length < (await published());
  }

  async askedAgain(): Promise<readonly string[]> {
    return [];
  }

  async publishedOf(): Promise<readonly Position[]> {
    return [];
  }

  async answered(): Promise<void> {}

  async behind(): Promise<number> {
    return 0;
  }

  async published(source: string, after: Position, upTo: Position): Promise<readonly string[]> {
    this.askedAfter.push(after);
    return this.#said
      .filter((event) => event.source === source && BigInt(event.position) > BigInt(after))
      .filter((event) => BigInt(event.position) <= BigInt(upTo))
      .map((event) => event.id);
  }
}
