import { describe, expect, it } from '@jest/globals';
import { asSaid } from '@probity/contracts';
import { MemoryEventStore } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import { FactMissing, FactStrange, type Policies, type Policy } from '@probity/policy-packs';
import { z } from 'zod';
import { problemOf } from '../http/problem-of.js';
import { JsonCodec } from '../runtime/codec.js';
import { asked, counterSubject, pin } from '../testing/counter-subject.js';
import type { Subject } from './subject.js';
import { handleCommand } from './handle-command.js';
import { Streams } from './streams.js';

const id = '0198f000-0000-7000-8000-0000000000a2';
const rule = { act: 'counter.count', code: 'posted', clauses: ['C-3'], says: 'It is counted once the work is posted.' };
const step = {
  ...{ name: 'counter.weigh', title: 'Weigh it', clauses: ['C-4'], fields: [{ name: 'grams', title: 'Grams' }] },
};
const policy = {
  ...{ ...pin, title: 'Counting' },
  acts: () => [],
  steps: () => [],
  clause: (clause: string) => ({ requirement: `The words of ${clause}` }),
} as unknown as Policy;
const withSteps = { ...policy, steps: () => [step], available: () => ({ refusals: [] }) } as unknown as Policy;

/** A subject that knows an assessment, whose dates can be corrected; its rule needs a fact that nobody told. */
const subjectThatNeeds = (thrown: Error) =>
  ({
    ...counterSubject,
    decider: {
      ...counterSubject.decider,
      decide: (command: { readonly type: string }) => {
        if (command.type !== 'Open') throw thrown;
        const data = { institution: 'imi', assessment: { postedAt: null, startsAt: null } };
        return [{ type: 'Opened', data, authority: [] }];
      },
    },
    events: {
      ...counterSubject.events,
      Opened: z.strictObject({
        institution: z.string(),
        assessment: z.strictObject({ postedAt: asSaid(z.iso.datetime().nullable()), startsAt: z.null() }),
      }),
    },
    routes: {
      'counter.correct': 'POST /cases/{case}/parts/counter/corrections',
      '*': 'POST /cases/{case}/steps/{step}',
    },
  }) as unknown as Subject;

const missing = (fact: string): FactMissing => Object.assign(new FactMissing(fact, 'a condition'), { neededBy: rule });

const answerTo = async (thrown: Error, by: Policy = policy) => {
  const policies = { all: [by], institutions: ['imi'], get: () => by, inForce: () => by } as unknown as Policies;
  const subject = subjectThatNeeds(thrown);
  const streams = new Streams(new MemoryEventStore(), new JsonCodec(), [subject as never]);
  await handleCommand(streams, policies, subject, id, asked(derivedId('open')), { type: 'Open' });
  const command = handleCommand(streams, policies, subject, id, asked(derivedId('count')), { type: 'Count' });
  const error = await command.catch((one: unknown) => one);
  return { problem: problemOf(error), opened: (await streams.load(subject as never, id)).told[0]?.recorded.id };
};

describe('a rule that turns on what nobody told', () => {
  it('is 409, and names the fact, the rule, its clause and words', async () => {
    const { problem } = await answerTo(missing('assessment.postedAt'));
    expect(problem).toMatchObject({
      ...{ type: '/problems/fact-needed', status: 409, act: 'counter.count', clause: 'C-3' },
      ...{ fact: 'assessment.postedAt', means: 'when the work was posted' },
      policy: { pack: 'counting' },
      refusals: [{ code: 'posted', clauses: ['C-3'], says: rule.says, words: { 'C-3': 'The words of C-3' } }],
    });
    expect(problem?.detail).toContain('It is counted once the work is posted. Not known: when the work was posted');
  });

  it('says which event to correct, in which field, where that can be done', async () => {
    const { problem, opened } = await answerTo(missing('assessment.postedAt'));
    expect(problem).toMatchObject({
      remedy: {
        route: 'POST /cases/{case}/parts/counter/corrections',
        event: opened,
        field: '/assessment/postedAt',
        says: expect.stringContaining('correct'),
      },
    });
  });

  it('says which step tells it, where one does', async () => {
    const { problem } = await answerTo(missing('step.weigh.grams'), withSteps);
    expect(problem).toMatchObject({
      remedy: {
        route: 'POST /cases/{case}/steps/counter.weigh',
        field: '/fields/grams',
        says: expect.stringContaining('Weigh it'),
      },
    });
  });

  it('does not send anybody to where it cannot be told', async () => {
    const ofRegister = await answerTo(missing('student.registeredLevel'));
    expect(ofRegister.problem).toMatchObject({ remedy: { says: expect.stringContaining('register') } });
    const elsewhere = await answerTo(missing('assessment.startsAt'));
    expect(elsewhere.problem?.['remedy']).not.toHaveProperty('event');
  });

  it('is answered alike where the policy has no use for what the register says', async () => {
    const { problem } = await answerTo(new FactStrange('student.career', 'recipients', ['undergraduate']));
    expect(problem).toMatchObject({ status: 409, fact: 'student.career' });
    expect(problem?.detail).toContain('undergraduate');
  });
});
