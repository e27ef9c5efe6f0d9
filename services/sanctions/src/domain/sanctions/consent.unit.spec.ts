import { describe, expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import { compilePacks, mergeCatalogues, packsDirectory, procedure } from '@probity/policy-packs';
import { certificateCatalogue } from '../certificate/decisions.js';
import { after as afterHere, at, decidedAs, opened, penalty, stateOf, studentSystem } from '../../testing/college.js';
import type { ToldAction } from './commands.js';
import { sanctionsDecider } from './decisions.js';
import { sanctionsCatalogue, sanctionsFacts } from './facts.js';
import type { SanctionsEvent } from './sanctions.js';

const pin = { pack: 'chester', version: '2017-18' };
const catalogues = mergeCatalogues([
  ...procedure.filter(({ service }) => service === 'sanctions'),
  ...[sanctionsCatalogue, certificateCatalogue],
]);
const policy = compilePacks(packsDirectory, catalogues, { only: 'chester/2017-18' }).get(pin);
type Command = Parameters<typeof sanctionsDecider.decide>[0];
const next = (facts: readonly SanctionsEvent[], command: Command) =>
  sanctionsDecider.decide(command, fold(sanctionsDecider, facts), policy) as readonly SanctionsEvent[];
const after = (...commands: readonly Command[]) =>
  commands.reduce<readonly SanctionsEvent[]>((facts, command) => [...facts, ...next(facts, command)], []);

const code = 'terminated-without-award';
const actions: readonly ToldAction[] = [
  { code, effect: 'module-zero', parameters: {}, clauses: ['UC-24.3'] },
  { code, effect: 'programme-terminated', parameters: {}, clauses: ['UC-24.4'], binds: false },
  { code, effect: 'exit-award-by-credits', parameters: {}, clauses: ['UC-24.4'], binds: false },
];
const noted = after({ ...opened, policy: pin }, decidedAs(actions));
const registry = { actor: { id: 'UC-S05', offices: ['registry'] }, at };
const effects = (facts: readonly SanctionsEvent[]) => stateOf(facts).instructions.map(({ effect }) => effect);

describe('what is a recommendation', () => {
  it('is no instruction before the consent, while what binds is one at once [UC-24.3, UC-24.4]', () => {
    expect(effects(noted)).toEqual(['module-zero']);
    expect(sanctionsFacts(stateOf(noted), registry)).toMatchObject({
      effects: { left: [] },
      penalty: { noted: true, binding: false, recommended: true, consented: false, scope: 'programme', code },
    });
    const put = { type: 'PutIntoEffect', action: code, effect: 'programme-terminated', what: '.', on: null } as const;
    expect(() => next(noted, { ...put, ...registry })).toThrow('consented [UC-24.4]');
    expect(next(noted, { ...put, effect: 'module-zero', ...registry })).toHaveLength(1);
  });

  it('is instructed with the last consent that is needed [UC-24.4.2]', () => {
    const needed = ['assessment-board-chair', 'chief-external-examiner'];
    const consent = (by: string): SanctionsEvent => ({
      type: 'ConsentRecorded',
      data: { by, given: true, needed, recordedAt: at, ruling: { restedOn: {}, departures: [], breaches: [] } },
    });
    const once = [...noted, consent('assessment-board-chair')];
    expect(sanctionsFacts(stateOf(once), registry).penalty.consented).toBe(false);
    const both = [...once, consent('chief-external-examiner')];
    expect(sanctionsFacts(stateOf(both), registry)).toMatchObject({
      ...{ penalty: { consented: true }, consents: { needed }, effects: { left: ['exit-award-by-credits'] } },
    });
    const withdrawn = { ...consent('assessment-board-chair') } as SanctionsEvent & { type: 'ConsentRecorded' };
    const taken = [...both, { ...withdrawn, data: { ...withdrawn.data, given: false } }];
    expect(sanctionsFacts(stateOf(taken), registry).penalty.consented).toBe(false);
    const answer = { type: 'AcknowledgeInstruction', number: 1, done: true, note: null, ...studentSystem } as const;
    expect(next(both, answer).at(-1)?.type).toBe('SanctionPutIntoEffect');
  });
});

describe('a decision that was taken once more before it was told', () => {
  it('holds as it was decided last [IBC-87]', () => {
    const first = decidedAs(penalty('f', ['zero-for-module']));
    const second = { ...decidedAs(penalty('e', ['zero-for-work'])), decidedAt: '2026-11-20T11:00:00.000Z' };
    const state = stateOf(afterHere(opened, first, second, second));
    expect(state.instructions.map(({ effect, undoes }) => [effect, undoes])).toEqual([
      ['zero-for-module', null],
      ['zero-for-module', 1],
      ['zero-for-work', null],
    ]);
  });
});
