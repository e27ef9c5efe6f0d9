import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import {
  claims,
  closure,
  convened,
  findings,
  found,
  implicated,
  managed,
  manager,
  noted,
  ofCase,
  onlyEvent,
  policyWith,
  system,
} from '../../../testing/samples.js';
import { hearingDecider } from '../decider.js';
import { hearingFacts } from '../facts.js';
import type { SaidFinding } from './points.js';
import type { HearingEvent } from '../hearing.js';

const policy = policyWith();
const earlier = '2026-11-05T10:00:00.000Z';
const today = '2026-11-20T08:00:00.000Z';
const permutations = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
const decide = (said: readonly SaidFinding[], reasons: Record<string, string> = {}) =>
  ({ type: 'DecideFinding', findings: said, ...manager, reasons }) as const;
const onFirst = (change: Partial<SaidFinding>) =>
  findings.map((finding, index) => (index === 0 ? { ...finding, ...change } : finding));
const facts = (events: readonly HearingEvent[], roles: readonly string[]) => ({
  ...hearingFacts(fold(hearingDecider, events), manager),
  actor: { offices: [], roles },
});
const sitting = given(hearingDecider, policy, noted(), convened);

describe('what other services tell', () => {
  const note = { type: 'NoteCase', ...noted().data, ...system } as const;
  const convene = { type: 'ConveneHearing', ...convened.data, ...system } as const;

  it('notes the case, once', () => {
    given(hearingDecider, policy).when(note).then(noted());
    given(hearingDecider, policy, convened, noted()).when(note).thenNothing();
  });

  it('convenes when the report is signed off, once [IMI/timelines/oversight]', () => {
    const authority = ['IMI/invrep/threshold', 'IMI/timelines/oversight'];
    given(hearingDecider, policy)
      .when(convene)
      .then({ ...convened, authority });
    given(hearingDecider, policy, convened).when(convene).thenNothing();
  });

  it('takes a later version of the report until the finding is reached, and no earlier one', () => {
    const later = { ...convened.data, reportVersion: 2 };
    sitting.when({ ...convene, ...later }).then({ type: 'HearingConvened', data: later });
    given(hearingDecider, policy, { type: 'HearingConvened', data: later }).when(convene).thenNothing();
    given(hearingDecider, policy, convened, found('malpractice'))
      .when({ ...convene, ...later })
      .thenNothing();
  });

  it('adds up to the same in any order', () => {
    const state = (events: readonly HearingEvent[]) => fold(hearingDecider, events);
    const events = [noted(), convened, managed('IMI-S02', today), implicated('P-01', 'P-02'), closure];
    for (const order of permutations(events)) expect(state(order)).toEqual(state(events));
    expect(state([implicated('P-02'), implicated('P-01')])).toEqual(state([implicated('P-01'), implicated('P-02')]));
  });

  it.each([
    note,
    convene,
    { type: 'NoteManager', ...managed('IMI-S01', earlier).data, ...system },
    { type: 'NoteImplicated', ...implicated('P-01').data, ...system },
    { type: 'NoteClosure', ...closure.data, ...system },
  ] as const)('rests each note on the clauses of the acts that it opens: $type', (command) => {
    const { authority } = onlyEvent(policy, [], command);
    expect(authority).not.toEqual([]);
    given(hearingDecider, policy, onlyEvent(policy, [], command) as HearingEvent)
      .when(command)
      .thenNothing();
  });
});

describe('the finding', () => {
  it('answers each point with reasons and evidence [IMI/invrep/contents]', () => {
    const reached = onlyEvent(policy, [convened], decide(findings));
    expect(reached).toMatchObject({
      type: 'FindingReached',
      authority: expect.arrayContaining(['IMI/invrep/threshold', 'IMI/invrep/contents', 'IMI/resp/lead']),
      data: {
        proven: true,
        reachedAt: manager.at,
        findings: [
          { point: 'p1', offence: 'claims-before-completion', outcome: 'malpractice', evidence: [claims] },
          { point: 'p2', offence: 'poor-records', outcome: 'not-shown', evidence: [] },
        ],
        ruling: { departures: [] },
      },
    });
  });

  it('is not proven where nothing was shown', () => {
    const reasons = { 'as-the-lead-established': 'The claim form was misread.' };
    const reached = onlyEvent(policy, [convened], decide(onFirst({ outcome: 'not-shown' }), reasons));
    expect(reached.data).toMatchObject({ proven: false });
  });

  it('waits for the final report [IMI/timelines/oversight]', () => {
    const early = given(hearingDecider, policy, noted());
    early.when(decide(findings)).thenRefused('not-yours-to-do', 'IMI/timelines/oversight');
    expect(policy.available('hearing.decide-finding', facts([noted()], ['manager'])).refusals).toMatchObject([
      { code: 'report-signed-off', clauses: ['IMI/timelines/oversight', 'IMI/invrep/contents'] },
    ]);
  });

  it("is for the case's own manager, not for the lead or another manager [IMI/timelines/oversight]", () => {
    for (const id of ['IMI-S02', 'IMI-S03'])
      sitting
        .when({ ...decide(findings), actor: { id, offices: ['appropriate-manager'] } })
        .thenRefused('not-yours-to-do', 'IMI/timelines/oversight');
  });

  it('is for the manager who is accountable now, in whichever order that is told [IMI/timelines/oversight]', () => {
    const by = (id: string) => ({ ...decide(findings), actor: { id, offices: ['appropriate-manager'] } });
    const replaced = managed('IMI-S02', today);
    const assign = (person: string, since: string) =>
      ({ type: 'NoteManager', ...ofCase, manager: person, since, ...system }) as const;
    for (const told of [
      [noted(), convened, replaced],
      [noted(), replaced, convened],
    ]) {
      const after = given(hearingDecider, policy, ...told);
      after.when(by('IMI-S02')).then({ type: 'FindingReached' });
      after.when(by('IMI-S01')).thenRefused('not-yours-to-do', 'IMI/timelines/oversight');
      after.when(assign('IMI-S01', earlier)).thenNothing();
      after.when(assign('IMI-S04', '2026-11-20T09:00:00Z')).then({ type: 'ManagerNoted' });
    }
    given(hearingDecider, policy, noted(), managed('IMI-S02', earlier), convened)
      .when(by('IMI-S01'))
      .then({ type: 'FindingReached' });
  });

  it('once reached is changed only by review or appeal [IMI/invrep/threshold]', () => {
    const after = given(hearingDecider, policy, noted(), convened, found('malpractice', 'not-shown'));
    const broken = after
      .when(decide(onFirst({ outcome: 'not-shown' })))
      .thenRefused('not-yet-found', 'IMI/invrep/threshold');
    expect(broken.refusals[0].says).toContain('only by review or appeal');
  });

  it('leaves no point unanswered [IMI/timelines/objectives]', () => {
    sitting.when(decide(findings.slice(0, 1))).thenRefused('every-point-answered', 'IMI/timelines/objectives');
  });

  it('answers no point that is not in the report, and each once [IMI/invrep/contents]', () => {
    const stray = { ...findings[1], point: 'p9' } as SaidFinding;
    sitting.when(decide([...findings, stray])).thenRefused('points-of-the-report', 'IMI/invrep/contents');
    const twice = decide([...findings, ...findings.slice(1)]);
    sitting.when(twice).thenRefused('each-point-once', 'IMI/invrep/contents');
  });

  it('is not reached without reasons [IMI/invrep/contents]', () => {
    sitting.when(decide(onFirst({ reasons: ' ' }))).thenRefused('finding-reasoned', 'IMI/invrep/contents');
  });

  it('rests on evidence of the report, where something was shown [IMI/invrep/contents] [IMI/invrep/respond]', () => {
    sitting.when(decide(onFirst({ evidence: [] }))).thenRefused('evidence-for-judgement', 'IMI/invrep/contents');
    const elsewhere = onFirst({ evidence: [`sha256:${'c'.repeat(64)}`] });
    sitting.when(decide(elsewhere)).thenRefused('evidence-of-the-report', 'IMI/invrep/respond');
  });

  it("departs from the lead's only with a reason, which is kept [IMI/resp/lead]", () => {
    const milder = onFirst({ outcome: 'maladministration' });
    const broken = sitting.when(decide(milder)).thenRefused('as-the-lead-established', 'IMI/resp/lead');
    expect(broken.refusals[0].field).toBe('/reasons/as-the-lead-established');
    const reasons = { 'as-the-lead-established': 'Nobody did it knowingly.' };
    expect(onlyEvent(policy, [noted(), convened], decide(milder, reasons)).data).toMatchObject({
      findings: [{ outcome: 'maladministration', established: 'malpractice' }, { outcome: 'not-shown' }],
      ruling: { departures: [{ code: 'as-the-lead-established', reason: 'Nobody did it knowingly.' }] },
    });
  });

  it('is reached once, and quiet when repeated [IMI/invrep/threshold]', () => {
    const after = given(hearingDecider, policy, noted(), convened, found('malpractice', 'not-shown'));
    after.when(decide(findings)).thenNothing();
    after.when(decide(onFirst({ outcome: 'not-shown' }))).thenRefused('not-yet-found', 'IMI/invrep/threshold');
  });
});
