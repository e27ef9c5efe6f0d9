import { keptRuling, personal } from '@probity/contracts';
import { z } from 'zod';

/** What the register says of a person with regard to the case, looked up at the edge: decisions keep what they rested on. */
const inRegister = z.strictObject({
  known: z.boolean(),
  offices: z.array(z.string()).readonly(),
  isSubject: z.boolean(),
  taughtModule: z.boolean(),
  examinedWork: z.boolean(),
  subjectSpecialist: z.boolean(),
  ofOriginatingFaculty: z.boolean(),
  ofProgrammeDepartment: z.boolean(),
  trained: z.boolean(),
});
export type InRegister = z.infer<typeof inRegister>;

const seated = {
  person: z.string(),
  seat: z.string(),
  /** The parts in the case that the seat gives. */
  roles: z.array(z.string()),
  /** By rule, why they sit where normally they would not. */
  reasons: personal(z.record(z.string(), z.string())),
  inRegister,
  /** Whether the body can act as it is now. */
  complete: z.boolean(),
  ruling: keptRuling,
};

/** The stored shapes of any body's making, for the events of whatever it considers. */
export const bodyEvents = {
  BodyConvened: z.strictObject({
    /** The policy's name of it. */
    body: z.string(),
    title: z.string(),
    form: z.string(),
    convenedAt: z.iso.datetime(),
    ruling: keptRuling,
  }),
  MemberAppointed: z.strictObject({ ...seated, appointedAt: z.iso.datetime() }),
  /** The seat is empty until somebody else is appointed. */
  MemberReplaced: z.strictObject({
    person: z.string(),
    seat: z.string(),
    why: personal(z.string()),
    complete: z.boolean(),
    replacedAt: z.iso.datetime(),
    ruling: keptRuling,
  }),
  InterestDeclared: z.strictObject({
    person: z.string(),
    conflict: z.boolean(),
    involved: z.boolean(),
    complete: z.boolean(),
    declaredAt: z.iso.datetime(),
    ruling: keptRuling,
  }),
} as const;

type DataOf<Type extends keyof typeof bodyEvents> = z.infer<(typeof bodyEvents)[Type]>;
export type BodyEvent = {
  [Type in keyof typeof bodyEvents]: { readonly type: Type; readonly data: DataOf<Type> };
}[keyof typeof bodyEvents];

export interface Member {
  readonly person: string;
  readonly seat: string;
  readonly roles: readonly string[];
  readonly reasons: Readonly<Record<string, string>>;
  /** Null of whoever decided elsewhere, whom nobody looked up for this. */
  readonly inRegister: InRegister | null;
}

export interface Declaration {
  readonly conflict: boolean;
  readonly involved: boolean;
}

/** A body as it stands, whatever it considers. */
export interface BodyState {
  /** Null until one is convened. */
  readonly name: string | null;
  readonly form: string | null;
  readonly members: readonly Member[];
  /** By person; of those who were replaced, too. */
  readonly declarations: Readonly<Record<string, Declaration>>;
  readonly complete: boolean;
}

export const emptyBody: BodyState = { name: null, form: null, members: [], declarations: {}, complete: false };

export const withBody = (_: BodyState, { body, form }: Pick<DataOf<'BodyConvened'>, 'body' | 'form'>): BodyState => ({
  ...emptyBody,
  name: body,
  form,
});

export const withMember = (body: BodyState, member: Member & { readonly complete: boolean }): BodyState => {
  const { person, seat, roles, reasons, inRegister: register, complete } = member;
  const others = body.members.filter((one) => one.person !== person);
  return { ...body, members: [...others, { person, seat, roles, reasons, inRegister: register }], complete };
};

export const withReplacement = (
  body: BodyState,
  { person, complete }: Pick<DataOf<'MemberReplaced'>, 'person' | 'complete'>,
): BodyState => ({ ...body, members: body.members.filter((member) => member.person !== person), complete });

export const withDeclaration = (
  body: BodyState,
  { person, conflict, involved, complete }: Omit<DataOf<'InterestDeclared'>, 'declaredAt' | 'ruling'>,
): BodyState => ({ ...body, declarations: { ...body.declarations, [person]: { conflict, involved } }, complete });

/** What rules on an act may read of it; nothing is left out, so that a body that was not convened has the empty name. */
export const bodyFacts = ({ name, form, complete }: BodyState) => ({ name: name ?? '', form: form ?? '', complete });

/** Who has which part by the seat in which they sit, for the subject's `roles`. */
export const rolesOfBody = ({ members }: BodyState): Readonly<Record<string, readonly string[]>> => {
  const parts = members.flatMap(({ person, roles }) => roles.map((role) => ({ role, person })));
  const byRole = Map.groupBy(parts, ({ role }) => role);
  return Object.fromEntries([...byRole].map(([role, people]) => [role, people.map(({ person }) => person)]));
};

export const bodySentences: { readonly [Type in BodyEvent['type']]: (data: DataOf<Type>) => string } = {
  BodyConvened: ({ title }) => `Convened: ${title}.`,
  MemberAppointed: ({ person, seat }) => `${person} was appointed: ${seat.replaceAll('-', ' ')}.`,
  MemberReplaced: ({ person, seat }) => `${person} no longer sits as ${seat.replaceAll('-', ' ')}.`,
  InterestDeclared: ({ person, conflict, involved }) =>
    conflict || involved ? `${person} declared an interest.` : `${person} declared no interest.`,
};
