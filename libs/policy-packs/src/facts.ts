export type Fact = boolean | string | number | readonly string[] | null;
export interface Facts {
  readonly [name: string]: Fact | Facts;
}

/** What an act's rules may read; checked against every condition when a pack is loaded. */
export interface FactTypes {
  readonly [name: string]: 'bool' | 'string' | 'double' | 'list<string>' | FactTypes;
}

/** A service's acts and the facts that it supplies for them. Every act also has `actor` and `steps`. */
export interface ActCatalogue {
  readonly service: string;
  /** From the state: readable in `available`, `due` and `acceptable` of each act. */
  readonly facts: FactTypes;
  /** By act: what the command says, readable in `acceptable`. */
  readonly acts: Readonly<Record<string, FactTypes>>;
  /** Decision tables and tariffs that the service asks for, and what it supplies to each. */
  readonly tables: Readonly<Record<string, FactTypes>>;
  readonly tariffs: Readonly<Record<string, FactTypes>>;
  readonly choices?: Readonly<Record<string, FactTypes>>;
  /** What a policy may keep from somebody: the words that are asked for. */
  readonly hidden?: readonly string[];
  /** By act: what it tells a form of the policy, by name. A step tells its fields. */
  readonly forms?: Readonly<Record<string, readonly string[]>>;
}

/** Supplied for every act, by every service. */
export const standardFacts = {
  actor: { offices: 'list<string>', roles: 'list<string>' },
  steps: { done: 'list<string>' },
} as const satisfies FactTypes;

/** The instant of the act: what a deadline is held against unless the policy says otherwise. */
export const timeFacts = { asked: { at: 'string' } } as const satisfies FactTypes;

/** What the bars and the make-up of a body may read of each person. */
export const personFacts = {
  person: {
    offices: 'list<string>',
    /** Bodies of this case on which the person sat, or would by this proposal. */
    satOn: 'list<string>',
    /** Acts and steps of this case that the person did. */
    did: 'list<string>',
    /** Made the allegation, or reported the suspicion. */
    accuser: 'bool',
    isSubject: 'bool',
    /** Taught or assessed the subject in the module of the case. */
    taughtModule: 'bool',
    /** Examined the very work that the case is about; and knows its subject. */
    examinedWork: 'bool',
    subjectSpecialist: 'bool',
    /** Of the faculty, or department, in which the case arose. */
    ofOriginatingFaculty: 'bool',
    /** Of a department that hosts the programme that the subject studies. */
    ofProgrammeDepartment: 'bool',
    /** Has said whether there is an interest in the case. */
    declared: 'bool',
    /** Has declared earlier involvement in the case, or an interest in it. */
    involved: 'bool',
    conflicted: 'bool',
    /** Has been shown what is hidden until the breach is decided. */
    sawHistory: 'bool',
    trained: 'bool',
  },
} as const satisfies FactTypes;

/** The value type of declared facts: so that a service that forgets one does not compile. */
export type FactsOf<T extends FactTypes> = {
  readonly [K in keyof T]: T[K] extends 'bool'
    ? boolean
    : T[K] extends 'string'
      ? string
      : T[K] extends 'double'
        ? number
        : T[K] extends 'list<string>'
          ? readonly string[]
          : T[K] extends FactTypes
            ? FactsOf<T[K]>
            : never;
};

/** The rule that turns on a fact, of the act, the tariff or the list of choices that it belongs to. */
export interface NeededBy {
  readonly act: string;
  readonly code: string;
  readonly clauses: readonly string[];
  readonly says: string;
}

export class FactMissing extends Error {
  override readonly name = 'FactMissing';
  /** Undefined where no rule of an act, a tariff or a list of choices asked. */
  neededBy: NeededBy | undefined;
  constructor(
    readonly fact: string,
    readonly condition: string,
  ) {
    super(`the fact ${fact} is needed and was not supplied: ${condition}`);
  }
}

/** The facts cannot be decided on: a value that is none of those declared, a list too long, a text that is no instant. */
export class FactsUnusable extends TypeError {
  override readonly name: string = 'FactsUnusable';
}

/** A fact is none of those values that a table of the policy has rows for. */
export class FactStrange extends FactsUnusable {
  override readonly name = 'FactStrange';
  constructor(
    readonly fact: string,
    readonly table: string,
    readonly values: readonly string[],
    value?: unknown,
  ) {
    super(`${fact} of the table ${table} may not be ${String(value)}`);
  }
}

/** A fact was supplied, and is not what the catalogue says it is. */
export class FactMistyped extends FactsUnusable {
  override readonly name = 'FactMistyped';
  constructor(
    readonly fact: string,
    readonly type: string,
    readonly condition: string,
  ) {
    super(`the fact ${fact} must be ${type}: ${condition}`);
  }
}
