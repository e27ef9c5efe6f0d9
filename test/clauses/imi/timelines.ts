import assert from 'node:assert/strict';
import { nobody } from '../blank-facts.js';
import { clause, type ClauseTest } from '../clause-test.js';
import { lead, manager, outsider } from './facts-of-people.js';
import { allowed, follows, isDue, needsEach, refused } from './rulings.js';
import { atCentre, final, led, managed, served, signedOff, started } from './states.js';

const objectives = [
  'facts',
  'cause-and-people',
  'scale',
  'action-by-centre',
  'remedial-action',
  'certificates-issued',
  'evidence-for-action',
  'patterns-and-trends',
];

const attested = {
  attested: {
    fairReasonableLegal: true,
    evidenceConsideredWithoutBias: true,
    dueProcessFollowed: true,
    externalPartiesInformed: true,
  },
};

const interview = {
  interview: {
    accused: true,
    companionOffered: true,
    answerRecorded: true,
    companionAccepted: true,
    companionNamed: true,
  },
};

/** "Investigation timelines and summary process", but for the days and the years that are counted. */
export const timelines: readonly ClauseTest[] = [
  clause('IMI/timelines/objectives', 'the plan answers each of eight objectives', (policy) => {
    const id = 'IMI/timelines/objectives';
    needsEach(policy, 'investigation.start', [lead, atCentre, managed, led], objectives, id);
    assert.equal(policy.document('investigation-plan').items.length, 8);
  }),

  clause(
    'IMI/timelines/objectives',
    'of each point it is found which took place, or that neither was shown',
    (policy) => {
      const outcomes = policy.choices('finding-outcomes', {});
      assert.deepEqual(
        outcomes.map(({ code, breach }) => [code, breach]),
        [
          ['malpractice', true],
          ['maladministration', true],
          ['not-shown', false],
        ],
      );
    },
  ),

  clause(
    'IMI/timelines/confidential',
    'as confidentially as possible: only those admitted see the material',
    (policy) => {
      const id = 'IMI/timelines/confidential';
      allowed(policy, 'investigation.admit-person', [manager, atCentre, started]).refusedWhere(
        outsider,
        'not-yours-to-do',
        id,
      );
      for (const who of ['centre-coordinator', 'centre-staff', 'reporter', 'third-party'])
        assert.ok(policy.hidden([who], {}).some(({ what, clauses }) => what === 'material' && clauses.includes(id)));
      assert.deepEqual(
        policy.hidden(['head-of-department'], {}).filter(({ what }) => what === 'material'),
        [],
      );
      const told = { lessons: { recorded: true, count: 1 }, field: { withoutPersonalData: true } };
      allowed(policy, 'investigation.cascade-lessons', [manager, atCentre, signedOff, told]).refusedWhere(
        { field: { withoutPersonalData: false } },
        'cascaded-without-personal-data',
        id,
      );
    },
  ),

  clause('IMI/timelines/subject-representations', 'the subject may raise issues, and each is answered', (policy) => {
    const id = 'IMI/timelines/subject-representations';
    follows(allowed(policy, 'investigation.raise-issue', [lead, atCentre, started]), 'investigation.answer-issue');
    assert.ok(isDue(policy, 'investigation.answer-issue', atCentre, started, { issues: { open: 1 } }));
    allowed(policy, 'investigation.answer-issue', [lead, atCentre, started, { issue: { known: true } }])
      .refusedWhere({ issue: { known: false } }, 'issue-known', id)
      .refusedWhere({ issue: { answered: true } }, 'issue-unanswered', id);
    const open = { report: { windowClosed: true }, issues: { open: 1 } };
    const facts = [lead, atCentre, served, open, { established: { points: 1, distinct: true, offencesKnown: true } }];
    refused(policy, 'investigation.finalise-report', facts, 'issues-answered', id);
    assert.ok(policy.notice('allegation-to-centre').items.some(({ code }) => code === 'representations'));
  }),

  clause(
    'IMI/timelines/requests-interviews',
    'information may be requested and interviews held, once under way',
    (policy) => {
      const id = 'IMI/timelines/requests-interviews';
      const request = allowed(policy, 'investigation.request-information', [
        ...[lead, atCentre, started],
        { request: { dueLater: true } },
      ]);
      follows(request, 'investigation.record-reply');
      allowed(policy, 'investigation.record-reply', [
        lead,
        atCentre,
        started,
        { request: { known: true, evidenceAdded: true } },
      ])
        .refusedWhere({ request: { known: false } }, 'request-known', id)
        .refusedWhere({ request: { answered: true } }, 'request-unanswered', id);
      const held = allowed(policy, 'investigation.record-interview', [lead, atCentre, started, interview]);
      assert.ok(held.ruling.authority.includes(id));
      assert.equal(policy.word('meeting'), 'interview');
    },
  ),

  clause('IMI/timelines/accompanied', 'a person accused can choose to be accompanied; nobody is barred', (policy) => {
    const id = 'IMI/timelines/accompanied';
    allowed(policy, 'investigation.record-interview', [lead, atCentre, started, interview])
      .refusedWhere({ interview: { companionOffered: false } }, 'companion-offered', id)
      .refusedWhere({ interview: { answerRecorded: false } }, 'companion-answered', id)
      .refusedWhere({ interview: { companionNamed: false } }, 'companion-named', id)
      .allowedWhere({ interview: { companionAccepted: false, companionNamed: false } })
      .allowedWhere({ interview: { accused: false, companionOffered: false, answerRecorded: false } });
    assert.equal(policy.word('companion'), 'second party');
    assert.ok(policy.notice('allegation-to-person').items.some(({ code }) => code === 'companion'));
  }),

  clause('IMI/timelines/material-secure', 'all material is kept secure before it is relied on', (policy) => {
    const id = 'IMI/timelines/material-secure';
    allowed(policy, 'investigation.add-evidence', [lead, atCentre, started, { file: { stored: true } }]).refusedWhere(
      { file: { stored: false } },
      'kept-securely',
      id,
    );
    const reply = { request: { known: true, evidenceAdded: true } };
    allowed(policy, 'investigation.record-reply', [lead, atCentre, started, reply]).refusedWhere(
      { request: { evidenceAdded: false } },
      'reply-with-evidence-on-record',
      id,
    );
  }),

  clause(
    'IMI/timelines/oversight',
    'the manager oversees: another than the lead, who attests due process',
    (policy) => {
      const id = 'IMI/timelines/oversight';
      allowed(policy, 'investigation.sign-off', [manager, atCentre, final, attested])
        .refusedWhere({ attested: { dueProcessFollowed: false } }, 'due-process-followed', id)
        .refusedWhere({ attested: { evidenceConsideredWithoutBias: false } }, 'evidence-considered-without-bias', id)
        .refusedWhere({ attested: { externalPartiesInformed: false } }, 'external-parties-informed', id)
        .refusedWhere({ actor: { roles: ['manager', 'lead'] } }, 'another-than-the-lead', id)
        .refusedWhere({ manager: { earlierLead: true } }, 'another-than-the-lead', id)
        .refusedWhere({ report: { final: false } }, 'report-final', id);
      const proposed = { M: { ...uninvolved, did: ['investigation.finalise-report'] } };
      const { refusals } = policy.checkBody('decision', [{ person: 'M', seat: 'manager' }], proposed);
      assert.deepEqual(
        refusals.map(({ code, clauses }) => [code, clauses.includes(id)]),
        [['never-led', true]],
      );
      assert.equal(policy.vote('decision', [{ person: 'M', seat: 'manager' }], { M: 'for' }).carried, true);
    },
  ),
];

const uninvolved = { ...nobody, offices: ['appropriate-manager'] };
