import assert from 'node:assert/strict';
import { clause, type ClauseTest } from '../clause-test.js';
import { anotherManager, headOfDepartment, lead, manager } from './facts-of-people.js';
import { allowed, follows, isDue, needsEach, refused } from './rulings.js';
import { atCentre, drafted, final, onStaff, served, signedOff, started, sufficient } from './states.js';

const items = [
  'evidence',
  'where',
  'who',
  'remedial-action',
  'sharing',
  'facts-and-mitigation',
  'opportunity-to-respond',
  'appeals-policy',
];

const established = {
  established: { points: 1, distinct: true, offencesKnown: true, offencesAnswered: true, reasoned: true, shown: true },
};

const attested = {
  attested: {
    fairReasonableLegal: true,
    evidenceConsideredWithoutBias: true,
    dueProcessFollowed: true,
    externalPartiesInformed: true,
  },
};

/** "Investigation report". */
export const reportOfInvestigation: readonly ClauseTest[] = [
  clause(
    'IMI/invrep/threshold',
    'a report follows where there is sufficient evidence, decided for a reason',
    (policy) => {
      const id = 'IMI/invrep/threshold';
      const enough = { evidence: { items: 1 }, determination: { sufficient: true, reasonGiven: true } };
      const decide = allowed(policy, 'investigation.find-sufficient-evidence', [lead, atCentre, started, enough])
        .refusedWhere({ determination: { reasonGiven: false } }, 'determination-reasoned', id)
        .refusedWhere({ evidence: { items: 0 } }, 'evidence-on-record', id)
        .allowedWhere({ evidence: { items: 0 }, determination: { sufficient: false } })
        .refusedWhere({ sufficiency: { decided: true } }, 'decided-once', id);
      follows(decide, 'investigation.draft-report');
      const contents = Object.fromEntries(items.map((item) => [item, 'As it is.']));
      allowed(policy, 'investigation.draft-report', [lead, atCentre, sufficient, { draft: { reliesOnAdded: true } }], {
        contents,
      }).refusedWhere({ sufficiency: { sufficient: false } }, 'sufficient-evidence', id);
    },
  ),

  clause('IMI/invrep/contents', 'the report has eight items, and rests on evidence that was added', (policy) => {
    const id = 'IMI/invrep/contents';
    const draft = [lead, atCentre, sufficient, { draft: { reliesOnAdded: true } }];
    needsEach(policy, 'investigation.draft-report', draft, items, id);
    assert.equal(policy.document('investigation-report').items.length, 8);
    const finalise = [lead, atCentre, served, established, { report: { responded: true } }];
    allowed(policy, 'investigation.finalise-report', finalise)
      .refusedWhere({ established: { reasoned: false } }, 'points-reasoned', id)
      .refusedWhere({ report: { reliedOn: 0 } }, 'shown-by-evidence', id);
  }),

  clause('IMI/invrep/respond', 'the subject considers and responds before the report is final', (policy) => {
    const id = 'IMI/invrep/respond';
    const serve = allowed(policy, 'investigation.serve-draft', [
      lead,
      atCentre,
      drafted,
      { served: { toSubject: true } },
    ])
      .refusedWhere({ served: { toSubject: false } }, 'to-the-subject', id)
      .refusedWhere({ report: { final: true } }, 'serves-before-final', id)
      .refusedWhere({ report: { drafted: false } }, 'report-drafted', id);
    follows(serve, 'report-response');
    allowed(policy, 'investigation.finalise-report', [
      lead,
      atCentre,
      served,
      established,
      { report: { responded: true } },
    ])
      .refusedWhere({ report: { responded: false } }, 'response-window-open', id)
      .refusedWhere({ report: { latestServed: false } }, 'served-as-it-stands', id)
      .allowedWhere({ report: { responded: false, windowClosed: true } });
    assert.ok(policy.notice('draft-report').items.some(({ code }) => code === 'respond-by'));
  }),

  clause('IMI/invrep/appeal-info', 'whoever is told a decision is told of the Appeals Policy', (policy) => {
    for (const notice of ['decision', 'nothing-shown', 'draft-report', 'learner-action']) {
      const told = policy.notice(notice).items.find(({ code }) => code === 'appeals-policy');
      assert.ok(told?.clauses.includes('IMI/invrep/appeal-info'), notice);
      assert.match(policy.notice(notice).template, /please refer to our Appeals Policy/);
    }
    assert.deepEqual(policy.notice('decision').on, ['hearing.communicate']);
  }),

  clause(
    'IMI/invrep/regulator-available',
    'the final report is available to regulators and external agencies',
    (policy) => {
      const disclose = 'notification.disclose-final-report';
      allowed(policy, disclose, [manager, { notification: { caseOpened: true, reportAvailable: true } }]).refusedWhere(
        { notification: { reportAvailable: false } },
        'final-report-available',
        'IMI/invrep/regulator-available',
      );
      const fields = policy.step(disclose)?.fields.map(({ name }) => name);
      assert.deepEqual(fields, ['agency', 'version', 'redactions', 'on']);
      assert.deepEqual(policy.notice('regulator-final-report').on, ['investigation.sign-off']);
    },
  ),

  clause(
    'IMI/invrep/informant-outcome',
    'a third party who notified may be told the outcome, details withheld',
    (policy) => {
      const id = 'IMI/invrep/informant-outcome';
      const told = { field: { told: true, contactKnown: true, notTheSubject: false, withoutPersonalData: true } };
      allowed(policy, 'investigation.tell-informant', [manager, atCentre, signedOff, told])
        .refusedWhere({ case: { reporterKind: 'learner' } }, 'informant-independent', id)
        .allowedWhere({ case: { reporterKind: 'learner' }, field: { notTheSubject: true } })
        .refusedWhere({ field: { contactKnown: false } }, 'informant-reachable', id)
        .refusedWhere({ field: { withoutPersonalData: false } }, 'details-withheld', id)
        .allowedWhere({ field: { told: false, contactKnown: false, withoutPersonalData: false } })
        .refusedWhere({ report: { signedOff: false } }, 'outcome-known', id);
      assert.deepEqual(policy.hidden(['reporter'], {}).filter(({ what }) => what === 'personal-details').length, 1);
      assert.deepEqual(policy.notice('outcome-to-informant').withheld, ['personal-details', 'informant']);
    },
  ),

  clause(
    'IMI/invrep/internal-agree',
    'the Head of Department agrees a report on staff; the disciplinary procedure follows',
    (policy) => {
      const id = 'IMI/invrep/internal-agree';
      const agreed = { report: { stepsSinceFinal: ['investigation.agree-internal-report'] } };
      assert.ok(isDue(policy, 'investigation.agree-internal-report', onStaff, final));
      allowed(policy, 'investigation.agree-internal-report', [headOfDepartment, onStaff, final])
        .refusedWhere({ report: { final: false } }, 'final-to-agree', id)
        .refusedWhere(agreed, 'agreed-once', id)
        .refusedWhere({ case: { subjectKind: 'centre' } }, 'on-a-member-of-staff', id)
        .refusedWhere({ actor: { offices: ['appropriate-manager'] } }, 'not-yours-to-do', id);
      allowed(policy, 'investigation.sign-off', [manager, onStaff, final, attested, agreed]).refusedWhere(
        { report: { stepsSinceFinal: [] } },
        'agreed-internally',
        id,
      );
      allowed(policy, 'investigation.hand-to-disciplinary', [headOfDepartment, onStaff, signedOff]).refusedWhere(
        { report: { signedOff: false } },
        'signed-off-first',
        id,
      );
      assert.ok(isDue(policy, 'investigation.hand-to-disciplinary', onStaff, signedOff));
    },
  ),

  // Reading IMI-a12.
  clause(
    'IMI/invrep/internal-agree',
    'where that Head is implicated, somebody with no part in it agrees instead',
    (policy) => {
      const instead = { report: { stepsSinceFinal: ['investigation.agree-internal-report-instead'] } };
      allowed(policy, 'investigation.agree-internal-report-instead', [anotherManager, onStaff, final]);
      refused(
        policy,
        'investigation.agree-internal-report-instead',
        [manager, onStaff, final],
        'another-than-the-manager',
        'IMI/resp/independence',
      );
      allowed(policy, 'investigation.sign-off', [manager, onStaff, final, attested, instead]);
    },
  ),

  clause('IMI/invrep/internal-notify', 'of a case on staff, authorities are notified by the same test', (policy) => {
    const step = 'notification.notify-of-internal-case';
    const id = 'IMI/invrep/internal-notify';
    const internal = { notification: { caseOpened: true, subjectKind: 'institution-staff', assessed: true } };
    assert.ok(isDue(policy, step, internal));
    assert.ok(!isDue(policy, step, internal, { steps: { done: [step] } }));
    allowed(policy, step, [headOfDepartment, internal])
      .refusedWhere({ notification: { subjectKind: 'centre' } }, 'internal-case', id)
      .refusedWhere({ notification: { assessed: false } }, 'adverse-effect-assessed', id);
  }),
];
