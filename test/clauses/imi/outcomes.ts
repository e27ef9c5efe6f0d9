import assert from 'node:assert/strict';
import type { Chosen, Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { lead, manager } from './facts-of-people.js';
import { allowed, isDue, needsEach, refused } from './rulings.js';
import { atCentre, onCase, proven, started } from './states.js';

const aims = ['minimise-risk', 'public-confidence', 'discourage-others', 'no-gain'];
const decided = [manager, onCase('centre'), { report: { signedOff: true } }, proven, { rationale: { given: true } }];

interface On {
  readonly kind?: string;
  readonly proven?: boolean;
  readonly configured?: boolean;
}

const impose = (
  policy: Policy,
  chosen: readonly Chosen[],
  { kind = 'centre', proven: is = true, configured = true }: On,
) => policy.impose('outcomes', chosen, { subject: { kind }, proven: is, sanctionsPolicy: { configured } });

/** Open to these subjects and, with what it needs, of this effect; closed to all others. */
function isFor(
  policy: Policy,
  chosen: Chosen,
  { kinds, effect, id }: { readonly kinds: readonly string[]; readonly effect: string; readonly id: string },
): void {
  for (const kind of ['centre', 'centre-staff', 'learner', 'institution-staff']) {
    const { refusals, effects, authority } = impose(policy, [chosen], { kind });
    if (!kinds.includes(kind)) assert.ok(refusals[0]?.clauses.includes(id), `${chosen.code} is closed to ${kind}`);
    else {
      assert.deepEqual(refusals, []);
      assert.deepEqual(
        effects.map((one) => one.effect),
        [effect],
      );
      assert.ok(authority.includes(id));
    }
  }
  const { parameters = {} } = chosen;
  for (const name of Object.keys(parameters)) {
    const { [name]: _, ...others } = parameters;
    const { refusals } = impose(policy, [{ ...chosen, parameters: others }], { kind: kinds[0] ?? '' });
    assert.deepEqual(
      refusals.map(({ code }) => code),
      [`missing-${name}`],
    );
  }
}

/** A single outcome of the policy's list. */
const action = (id: string, says: string, chosen: Chosen, kinds: readonly string[], effect: string): ClauseTest =>
  clause(id, says, (policy) => isFor(policy, chosen, { kinds, effect, id }));

const learnerAction = (id: string, says: string, chosen: Chosen): ClauseTest =>
  clause(id, says, (policy) => {
    isFor(policy, chosen, { kinds: ['learner'], effect: 'learner-action', id });
    const { refusals } = impose(policy, [chosen], { kind: 'learner', proven: false });
    assert.deepEqual(
      refusals.map(({ code, clauses }) => [code, clauses.includes(id)]),
      [['proven-only', true]],
    );
    const all = [{ code: 'learner-warning' }, marks, { code: 'learner-disqualification' }];
    assert.equal(impose(policy, all, { kind: 'learner' }).effects.length, 3);
  });

const marks = { code: 'learner-marks', parameters: { work: 'Unit 4' } };

const investigated: Facts = { investigation: { started: true, startedOn: '2026-03-09' } };
const charged: Facts = {
  effects: { decided: ['charge'], left: ['charge'] },
  field: { activity: 'visits', amount: 400, priceList: '2026', pricesOn: '2026-03-09' },
};

/** "Investigation outcomes", but for invalid certificates. */
export const outcomes: readonly ClauseTest[] = [
  clause('IMI/outcomes/aims', 'what to do is considered against four aims, where it is confirmed', (policy) => {
    const id = 'IMI/outcomes/aims';
    needsEach(policy, 'hearing.decide-action', decided, aims, id);
    const contents = Object.fromEntries(aims.map((aim) => [aim, 'So.']));
    allowed(policy, 'hearing.decide-action', decided, { contents })
      .refusedWhere({ finding: { proven: false } }, 'proven', id)
      .refusedWhere({ action: { decided: true } }, 'not-yet-decided', id)
      .refusedWhere({ aims: { unknown: ['revenge'] } }, 'aims-known', id);
  }),

  clause(
    'IMI/outcomes/centre-sanction',
    'sanctions may be imposed on the centre, once their policy is configured',
    (policy) => {
      const id = 'IMI/outcomes/centre-sanction';
      const chosen = { code: 'centre-sanction', parameters: { level: '2' } };
      isFor(policy, chosen, { kinds: ['centre'], effect: 'centre-sanction', id });
      const [refusal, ...others] = impose(policy, [chosen], { configured: false }).refusals;
      assert.deepEqual([refusal?.code, others], ['sanctions-policy-configured', []]);
      assert.match(refusal?.says ?? '', /Set imi\/sanctions-policy/);
    },
  ),

  clause('IMI/outcomes/sanction-rationale', 'what is imposed is communicated along with its rationale', (policy) => {
    const id = 'IMI/outcomes/sanction-rationale';
    const contents = Object.fromEntries(aims.map((aim) => [aim, 'So.']));
    allowed(policy, 'hearing.decide-action', decided, { contents }).refusedWhere(
      { rationale: { given: false } },
      'rationale-given',
      id,
    );
    const told = { action: { decided: true }, recipient: { part: 'subject' } };
    allowed(policy, 'hearing.communicate', [manager, onCase('centre'), proven, told]).refusedWhere(
      { action: { decided: false } },
      'action-first',
      id,
    );
    assert.ok(
      policy.notice('decision').items.some(({ code, clauses }) => code === 'rationale' && clauses.includes(id)),
    );
  }),

  action(
    'IMI/outcomes/visits',
    'additional or increased visits to the centre',
    { code: 'visits', parameters: { count: 2, purpose: 'support-and-monitoring' } },
    ['centre'],
    'centre-action',
  ),
  action(
    'IMI/outcomes/staff-training',
    'named centre staff undergo training or scrutiny, by a day',
    { code: 'staff-training', parameters: { person: 'P-05', requirement: 'Assessor award', dueOn: '2027-03-01' } },
    ['centre', 'centre-staff'],
    'centre-action',
  ),
  action(
    'IMI/outcomes/staff-removal',
    'named centre staff are removed from delivery, assessment or internal quality assurance',
    { code: 'staff-removal', parameters: { person: 'P-05', from: 'internal-quality-assurance' } },
    ['centre', 'centre-staff'],
    'centre-action',
  ),
  action(
    'IMI/outcomes/materials',
    'the way and the period in which the centre receives assessment materials are altered',
    { code: 'materials', parameters: { delivery: 'By courier, on the day.', from: '2027-01-04' } },
    ['centre'],
    'centre-action',
  ),
  action(
    'IMI/outcomes/independent-personnel',
    'independent invigilators, assessors or quality assurers are insisted on',
    { code: 'independent-personnel', parameters: { personnel: 'invigilators', from: '2027-01-04' } },
    ['centre'],
    'centre-action',
  ),
  learnerAction('IMI/outcomes/learner-warning', 'a written warning, in proven instances, alone or with others', {
    code: 'learner-warning',
  }),
  learnerAction('IMI/outcomes/learner-marks', 'loss of all marks or credits for the work or unit', marks),
  learnerAction('IMI/outcomes/learner-disqualify', 'disqualification, in proven instances, alone or with others', {
    code: 'learner-disqualification',
  }),

  clause(
    'IMI/outcomes/learner-communication',
    'IMI or the centre tells the learner, and who did is recorded',
    (policy) => {
      const step = 'sanctions.communicate-learner-action';
      const effects: Facts = { effects: { decided: ['learner-action'] } };
      assert.ok(isDue(policy, step, onCase('learner'), effects));
      allowed(policy, step, [manager, onCase('learner'), effects]).refusedWhere(
        { effects: { decided: ['charge'] } },
        'learner-action-decided',
        'IMI/outcomes/learner-communication',
      );
      const sender = policy.step(step)?.fields.find(({ name }) => name === 'sender');
      assert.deepEqual(sender?.choices, ['institution', 'centre', 'both']);
      assert.deepEqual(policy.notice('learner-action').channels, ['e-mail', 'centre']);
    },
  ),

  clause(
    'IMI/outcomes/third-parties',
    'relevant third parties may be informed of findings that were confirmed',
    (policy) => {
      const step = 'notification.inform-third-party';
      allowed(policy, step, [
        manager,
        { notification: { caseOpened: true, findingReached: true, proven: true } },
      ]).refusedWhere({ notification: { proven: false } }, 'finding-confirmed', 'IMI/outcomes/third-parties');
      const fields = policy.step(step)?.fields.map(({ name }) => name);
      assert.deepEqual(fields, ['recipient', 'legalBasis', 'content', 'on']);
      const told = policy.notice('findings-to-third-party').items.map(({ code }) => code);
      assert.deepEqual(told, ['findings', 'basis']);
    },
  ),

  clause(
    'IMI/outcomes/related-investigations',
    'related investigations may be opened where it is more widespread',
    (policy) => {
      const step = 'investigation.propose-related-investigation';
      const { ruling } = allowed(policy, step, [lead, atCentre, started]);
      assert.ok(ruling.authority.includes('IMI/outcomes/related-investigations'));
      refused(
        policy,
        step,
        [{ actor: { offices: ['investigator'] } }, atCentre, started],
        'not-yours-to-do',
        'IMI/outcomes/related-investigations',
      );
    },
  ),

  clause('IMI/outcomes/charge-centre', 'in proven cases the centre, and only the centre, may be charged', (policy) => {
    const id = 'IMI/outcomes/charge-centre';
    const chosen = { code: 'charge-centre', parameters: { activity: 'visits' } };
    isFor(policy, chosen, { kinds: ['centre'], effect: 'charge', id });
    assert.deepEqual(
      impose(policy, [chosen], { proven: false }).refusals.map(({ code }) => code),
      ['proven-only'],
    );
    assert.deepEqual(impose(policy, [chosen], {}).follows, ['sanctions.charge-centre']);
    allowed(policy, 'sanctions.charge-centre', [manager, onCase('centre'), proven, investigated, charged])
      .refusedWhere({ finding: { proven: false } }, 'proven-cases-only', id)
      .refusedWhere({ case: { subject: { kind: 'learner' } } }, 'centres-only', id)
      .refusedWhere({ effects: { decided: [] } }, 'charge-decided', id);
  }),

  // The day on which the investigation was initiated: reading IMI-a18.
  clause('IMI/outcomes/charge-rate', 'the fees are the prices current at the time of the investigation', (policy) => {
    const id = 'IMI/outcomes/charge-rate';
    const reissue = { field: { certificates: 2, amount: 40, priceList: '2026', pricesOn: '2026-03-09' } };
    for (const step of ['charge-centre', 'charge-reissue'])
      allowed(policy, `sanctions.${step}`, [manager, onCase('centre'), proven, investigated, charged, reissue])
        .refusedWhere({ field: { pricesOn: '2026-03-08' } }, 'prices-of-the-investigation', id)
        .refusedWhere({ field: { pricesOn: '2026-03-10' } }, 'prices-of-the-investigation', id)
        .refusedWhere({ investigation: { started: false } }, 'investigation-initiated', id);
  }),
];
