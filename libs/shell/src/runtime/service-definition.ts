import type { ModuleMetadata, Type } from '@nestjs/common';
import type { PublicDraft, Reaction } from '@probity/messaging';
import type { Subject, Told } from '../commands/subject.js';
import type { Projection } from '../projections/projection.js';
import type { ScopeRights } from '../sealing/vaults.js';
import type { EntityManager } from 'typeorm';
import type { Round } from './rounds.js';
import type { ServiceContext } from './service-context.js';

export interface CaseAbout {
  readonly person: string;
  readonly case: string;
  readonly reference: string;
}

/** What a service is, beyond what every service is. */
export interface ServiceDefinition {
  /** `regulator-notification`. Its database schema and role derive from it. */
  readonly name: string;
  readonly subjects: readonly Subject[];
  /** Categories it may append to and never read: `informant`. */
  readonly appendsUnread?: readonly string[];
  readonly projections?: (context: ServiceContext) => readonly Projection[];
  /** The kinds of scope that it seals, opens and destroys. */
  readonly scopes: ScopeRights;
  /** What it sees to again and again, beside the facts of others. */
  readonly rounds?: (context: ServiceContext) => readonly Round[];
  /**
   * Takes away what is left of a scope whose key has been destroyed: out of its views, in the transaction, and of its files. Rows
   * with the case in a column `case_id` go by themselves. Answers how many rows it took away or blanked.
   */
  readonly erase?: (context: ServiceContext, scope: string, manager: EntityManager) => Promise<number | void>;
  /** The cases about any of these people, by the register's ids: of a service that lists cases. */
  readonly casesAbout?: (
    context: ServiceContext,
    institution: string,
    people: readonly string[],
  ) => Promise<readonly CaseAbout[]>;
  /** TypeORM entities of its views. */
  readonly entities?: readonly Type[];
  /** Directory of the views' hand-written SQL. */
  readonly migrations?: string;
  /** A private event as others are told of it, or nothing. Pure. */
  readonly gateway: (told: Told) => PublicDraft | undefined;
  /** By `<source>.<Type>`: what it does about the facts of others. */
  readonly reactions: (context: ServiceContext) => Readonly<Record<string, Reaction>>;
  readonly controllers: NonNullable<ModuleMetadata['controllers']>;
}

export const schemaOf = (service: string): string => service.replaceAll('-', '_');
export const roleOf = (service: string): string => `probity_${schemaOf(service)}`;
