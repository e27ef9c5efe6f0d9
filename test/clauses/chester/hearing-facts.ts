import assert from 'node:assert/strict';
import type { Facts, Policy, Ruling } from '@probity/policy-packs';
import { blank, laidOver } from '../blank-facts.js';

/** A Thursday. */
export const hearingAt = '2018-03-15T14:00:00Z';

/** A student at Level 5 disputes one allegation of plagiarism before the Panel, and everything is as it should be. */
const asItShouldBe: Facts = {
  asked: { at: '2018-03-20T10:00:00Z' },
  student: { registeredLevel: 5 },
  assessment: { kind: 'coursework', moduleLevel: 5 },
  case: {
    offence: 'plagiarism',
    category: 'unacceptable-academic-practice',
    provisionalCategory: 'unacceptable-academic-practice',
  },
  body: { name: 'airp', form: 'hearing', complete: true },
  sitting: { fixed: true, at: hearingAt, invited: true, served: true, opened: true, inTermTime: true, timeCome: true },
  presence: { expected: true, studentPresent: true },
  evidence: { collected: true, withMembers: true },
  answer: { disputes: true },
  defence: { offered: true },
  attempts: { furtherAllowed: true },
  allegations: { put: 1, proven: 1 },
  breach: { reasonsGiven: true, evidenced: true },
  step: { closeFirstPart: { done: true }, closeSecondPart: { done: true } },
};

/** What may be asked of an act or a step, with what matters to the test; all else is as it should be. */
export const factsFor = (policy: Policy, act: string, changes: Facts): Facts => {
  const types = policy.facts(act);
  assert.ok(types, `there is no act or step ${act}`);
  return laidOver(laidOver(blank(types), asItShouldBe), changes);
};

const by = (who: string): Facts => {
  const isRole = ['student', 'panel-chair', 'panel-member', 'panel-advisor', 'presenter', 'companion'].includes(who);
  return { actor: { offices: isRole ? [] : [who], roles: isRole ? [who] : [] } };
};

/** An act, asked for by somebody. */
export interface Asked {
  readonly act: string;
  readonly by: string;
  readonly facts: Facts;
}

const ruling = (policy: Policy, asked: Asked, reasons: Readonly<Record<string, string>> = {}): Ruling =>
  policy.rule(asked.act, laidOver(factsFor(policy, asked.act, asked.facts), by(asked.by)), { reasons });

const codesOf = (rulings: readonly { readonly code: string }[]) => rulings.map(({ code }) => code);

export const accepts = (policy: Policy, asked: Asked, reasons?: Readonly<Record<string, string>>): Ruling => {
  const ruled = ruling(policy, asked, reasons);
  assert.deepEqual(codesOf(ruled.refusals), [], `${asked.act} is refused`);
  return ruled;
};

export const refuses = (policy: Policy, asked: Asked, code: string, clause?: string): void => {
  const { refusals } = ruling(policy, asked);
  const found = refusals.find((refusal) => refusal.code === code);
  assert.ok(found, `${asked.act} is not refused with ${code}, but with: ${codesOf(refusals).join(', ')}`);
  if (clause !== undefined) assert.ok(found.clauses.includes(clause), `${code} does not cite ${clause}`);
};

/** Refused without a reason, and with one a departure from the clause. */
export const asksReason = (policy: Policy, asked: Asked, code: string, clause: string): void => {
  refuses(policy, asked, code, clause);
  const { departures } = accepts(policy, asked, { [code]: 'as recorded' });
  const found = departures.find((departure) => departure.code === code);
  assert.equal(found?.reason, 'as recorded');
};

export const onlyBy = (policy: Policy, asked: Asked, others: readonly string[]): void => {
  accepts(policy, asked);
  for (const other of others) refuses(policy, { ...asked, by: other }, 'not-yours-to-do');
};

export const itemOf = (policy: Policy, notice: string, item: string, clause: string): void => {
  const found = policy.notice(notice).items.find(({ code }) => code === item);
  assert.ok(found?.clauses.includes(clause), `${notice} has no ${item} by ${clause}`);
};

/** The Chair opens the hearing, and the student is there. */
export const opening = (changes: Facts): Asked => ({
  act: 'hearing.open',
  by: 'panel-chair',
  facts: laidOver({ attending: { student: true, companion: 'none', presenter: true } }, changes),
});
