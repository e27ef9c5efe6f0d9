import { describe, expect, it } from '@jest/globals';
import type { Asked, ServiceContext } from '@probity/shell';
import { documentsAtHand } from './proceedings.lookups.js';
import { investigationSubject } from '../subjects.js';
import {
  ai2,
  alleged,
  allegation,
  assign,
  chair,
  day,
  done,
  met,
  opened,
  refer,
  sendAi2,
  start,
  stateOf,
} from '../testing/university-case.js';

const [script, source, more] = ['paper:0197f3a0-0000-7000-8000-000000000001', 'b', 'c'].map((name) =>
  name.startsWith('paper:') ? name : `sha256:${name.repeat(64)}`,
) as [string, string, string];
const held = (facts: ReturnType<typeof done>) => facts.flatMap((event) => investigationSubject.holds?.(event) ?? []);

describe('the documents of a case', () => {
  const put = { ...allegation, evidence: [script, source] };
  const accused = done(
    [opened({ reportFiles: [script] })],
    [
      { ...assign(), ...chair() },
      { ...start, ...chair() },
      { ...put, ...chair() },
    ],
  );
  const sent = done(met(accused), [
    { ...ai2('might-be-breach', day(10).slice(0, 10)), ...chair(day(10)) },
    { ...sendAi2, ...chair(day(10)) },
    { ...refer('ai-1', 'ai-2', 'evidence', more), ...chair(day(10)) },
  ]);

  it('go with the referral, files and what is on paper [UC-10.3.2, UC-17.5.2]', () => {
    expect(sent.find(({ type }) => type === 'CaseReferred')?.data).toMatchObject({ evidence: [script, source, more] });
  });

  it('are kept for as long as the case: the files that are first named with the allegation, and with the referral', () => {
    expect(held(accused)).toEqual([source]);
    expect(held(sent)).toEqual([source, more]);
    expect(held(alleged())).toEqual(allegation.evidence);
  });

  it('are at hand: a file that was stored, and of what is on paper what the report names', async () => {
    const context = {
      read: async () => ({ state: stateOf(accused) }),
      evidence: { describe: async (digest: string) => (digest === source ? {} : undefined) },
    } as unknown as ServiceContext;
    const check = (...named: string[]) => documentsAtHand(context, 'a case', {} as Asked, '/evidence', named);
    await check(script, source);
    await expect(check(script, more)).rejects.toMatchObject({ field: '/evidence/1', code: 'no-such-file' });
    await expect(check(`${script}0`)).rejects.toMatchObject({ field: '/evidence/0', code: 'no-such-paper' });
  });
});
