import { CommandBus } from '@nestjs/cqrs';
import type { DomainEvent } from '@probity/decider';
import type { PublicEvent } from '@probity/messaging';
import { derivedId } from '@probity/messaging';
import type { Policies } from '@probity/policy-packs';
import type { Destruction, FileEvidenceStore, Vault } from '@probity/record';
import type { RegisterStore } from '@probity/registers';
import type { DataSource } from 'typeorm';
import type { Asked, Outcome } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { GiveCommand } from '../commands/give-command.js';
import type { Loaded, Streams } from '../commands/streams.js';
import type { Subject } from '../commands/subject.js';
import type { SealedTexts } from '../sealing/sealed-texts.js';
import type { Clock } from './clock.js';
import { hmac } from './keys.js';
import type { LearningSystems } from './learning-systems.js';

/** What the deployment chose that services work by. */
export interface Chosen {
  /** ISO 8601: how long a backup is kept, the last one with a destroyed key in it, too. */
  readonly backupRetention: string;
  /** Numbers of cases below it are not told in statistics. */
  readonly smallNumbersBelow: number;
  /** By institution. */
  readonly learningSystems: LearningSystems;
}

/** What a service's controllers and reactions work with. One for each service of the process. */
export abstract class ServiceContext {
  abstract readonly name: string;
  abstract readonly streams: Streams;
  abstract readonly policies: Policies;
  abstract readonly registers: RegisterStore;
  abstract readonly evidence: FileEvidenceStore;
  /** The keys that this service may use. */
  abstract readonly vault: Vault;
  /** What is personal in the rows of its views. */
  abstract readonly texts: SealedTexts;
  abstract readonly views: DataSource;
  abstract readonly clock: Clock;
  abstract readonly chosen: Chosen;
  abstract readonly commands: CommandBus;
  protected abstract readonly namesKey: Uint8Array;

  /** Destroys a scope's key, for ever, and lists the tombstone beside the log. Repeated, it does nothing. */
  abstract destroy(scope: string, why: Destruction): Promise<void>;

  /**
   * An id or a number of the outside world as the name of a stream, or the row of a view, may hold it, and be found by it:
   * a keyed hash, 32 hexadecimal digits, an institution's own.
   */
  keyedHash(institution: string, kind: string, number: string): string {
    return hmac(this.namesKey, institution, kind, number).slice(0, 32);
  }

  /** Dispatches on Nest's command bus, in process. */
  give<Command extends { readonly type: string }, State, Event extends DomainEvent>(
    subject: Subject<Command, State, Event>,
    id: string,
    asked: Asked,
    command: Command,
    /** Other streams of the subject that the act is on, too, all or none; each decides by its own facts. */
    together: readonly string[] = [],
  ): Promise<Outcome<Event, State>> {
    return this.commands.execute(new GiveCommand(this.streams, this.policies, subject, id, asked, command, together));
  }

  /** @throws NotFound where it does not exist at that institution */
  async read<State, Event extends DomainEvent>(
    subject: Subject<never, State, Event>,
    id: string,
    institution: string | null,
  ): Promise<Loaded<State, Event>> {
    const loaded = await this.streams.load(subject, id);
    if (loaded.version === 0 || subject.pinned(loaded.state)?.institution !== institution) throw new NotFound();
    return loaded;
  }

  /** Another service's fact as the origin of a command of this one: the same however often it is delivered. */
  askedBy(event: PublicEvent, command: string): Asked {
    return {
      actor: { id: `system:${this.name}`, offices: [] },
      institution: event.institution,
      at: this.clock.instant(),
      occurredAt: event.time,
      requestId: derivedId('reaction', this.name, event.id, command),
      requestDigest: event.id,
      correlationId: event.correlationId,
      needsIfMatch: false,
      pin: event.policy,
    };
  }
}
