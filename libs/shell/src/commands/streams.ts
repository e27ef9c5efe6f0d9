import { fold, type DomainEvent } from '@probity/decider';
import { categoryOf, type EventStore, type RecordedEvent } from '@probity/event-store';
import type { Codec, Place } from '../runtime/codec.js';
import { corrected } from '../cases/corrections.js';
import { upcast } from '../runtime/upcast.js';
import { openParts, sealParts } from '../sealing/parts-apart.js';
import type { SealedTexts } from '../sealing/sealed-texts.js';
import { Destroyed } from './errors.js';
import type { Subject, Told } from './subject.js';

export interface Loaded<State, Event extends DomainEvent> {
  readonly stream: string;
  readonly version: number;
  readonly told: readonly Told<Event>[];
  readonly state: State;
}

export type Hold = (held: readonly string[], holder: string) => Promise<void>;

/** Reads the streams of a service's subjects: opened, lifted to today's shape, folded. */
export class Streams {
  private readonly byCategory: ReadonlyMap<string, Subject>;

  constructor(
    readonly store: EventStore,
    private readonly codec: Codec,
    subjects: readonly Subject[],
    /** Keeps files and scopes for as long as the scope that holds them. */
    readonly hold: Hold = async () => {},
    /** For parts of events that have a key of their own; without it they are stored with the rest. */
    private readonly texts?: SealedTexts,
  ) {
    this.byCategory = new Map(subjects.map((subject) => [subject.category, subject]));
  }

  /** @throws Destroyed where the stream's key was destroyed */
  async load<State, Event extends DomainEvent>(
    subject: Subject<never, State, Event>,
    id: string,
  ): Promise<Loaded<State, Event>> {
    const stream = `${subject.category}-${id}`;
    const recorded = await this.store.readStream(stream);
    const told = (await this.openAll(recorded)) as unknown as readonly Told<Event>[];
    // A stream has one key: what cannot be opened of it is all of it, or what was read before the key was destroyed.
    if (told.length < recorded.length) throw new Destroyed(recorded[0]?.institution ?? '');
    const state = fold(subject.decider, corrected(told));
    return { stream, version: recorded.length, told, state };
  }

  /** Those whose keys have not been destroyed. */
  async openAll(recorded: readonly RecordedEvent[]): Promise<readonly Told[]> {
    const told = await Promise.all(recorded.map((event) => this.open(event)));
    return told.filter((one) => one !== undefined);
  }

  /**
   * Undefined where the event's key has been destroyed.
   * @throws where nobody here knows the type: an unknown stored shape is never passed over
   */
  async open(recorded: RecordedEvent): Promise<Told | undefined> {
    const subject = this.byCategory.get(categoryOf(recorded.stream));
    if (!subject || !(recorded.type in subject.events))
      throw new Error(`${recorded.stream} holds ${recorded.type}, which no subject of this service knows`);
    const whole = await this.codec.decode(recorded);
    if (whole === undefined) return undefined;
    const apart = subject.apart?.[recorded.type];
    const stored = apart && this.texts ? await openParts(this.texts, apart, recorded, whole) : whole;
    const version = subject.schemaVersions[recorded.type] ?? 1;
    const data = upcast(subject.upcasters, recorded.type, recorded.schemaVersion, version, stored);
    return { recorded, event: { type: recorded.type, data } };
  }

  async encode(around: Place, data: object): Promise<Uint8Array> {
    const apart = this.byCategory.get(categoryOf(around.stream))?.apart?.[around.type];
    const parted = apart && this.texts ? await sealParts(this.texts, apart, around, data) : data;
    return this.codec.encode(around, parted);
  }
}
