import { describe, expect, it } from '@jest/globals';
import {
  afterAll,
  afterwards,
  assessment,
  decideOn,
  declared,
  director,
  held,
  lecturer,
  opened,
  principal,
  readyToMeet,
  readyToRefer,
  registrar,
  stateOf,
  step,
  toCommittee,
} from '../../testing/student-case.js';
import { investigationFacts } from './facts.js';
import { rolesOf } from './parts.js';

const refer = { ...toCommittee, ...director(afterwards) };
const noCase = { type: 'FindNoCase', reason: 'They wrote it.', onEvidence: true, instruction: null } as const;
const unsaid = {
  onEvidence: true,
  instruction: null,
  stage: null,
  ruling: { restedOn: {}, departures: [], breaches: [] },
};
const file = `sha256:${'c'.repeat(64)}`;

/** Whose subject is known already. */
const known = (more: Parameters<typeof opened>[0] = {}) => opened({ identityKept: false, ...more });

describe('a referral', () => {
  it('is of a case whose subject is known, that did not end, and by an officer without a conflict [IBC-75, IBC-73.1, IBC-8.5]', () => {
    const hidden = readyToRefer.filter(({ type }) => type !== 'AnonymityLifted');
    afterAll(...hidden)
      .when(refer)
      .thenRefused('anonymity-lifted', 'IBC-75');
    const ended = { type: 'NoCaseFound', data: { foundAt: afterwards, reason: 'None.', ...unsaid } } as const;
    afterAll(...readyToRefer, ended)
      .when(refer)
      .thenRefused('not-ended', 'IBC-73.1');
    const conflicted = [...readyToRefer, declared('ST-01', true)];
    afterAll(...conflicted)
      .when(refer)
      .thenRefused('officer-unbiased', 'IBC-8.5');
    afterAll(...conflicted)
      .when({ ...noCase, ...director(afterwards) })
      .thenRefused('officer-unbiased', 'IBC-8.5');
    expect(decideOn(conflicted, { ...toCommittee, ...principal(afterwards) })).toHaveLength(1);
  });

  it('is not made anew with something else [IBC-33.1]', () => {
    const [event] = decideOn(readyToRefer, refer);
    afterAll(...readyToRefer, ...(event ? [event] : []))
      .when({ ...refer, joined: true })
      .thenRefused('referred-once', 'IBC-33.1');
  });

  it('encloses what the policy knows, and says what that is [IBC-33.1]', () => {
    const refused = () => decideOn(readyToRefer, { ...refer, enclosed: ['evidence', 'moonshine'] });
    const refusal = {
      code: 'unknown-enclosure',
      clauses: ['IBC-33.1'],
      field: '/enclosed/1',
      facts: { known: expect.objectContaining({ evidence: 'All that was collected' }) },
    };
    expect(refused).toThrow(expect.objectContaining({ refusals: [expect.objectContaining(refusal)] }));
    for (const enclosed of [['evidence'], ['lecturer-report-form'], [file]])
      expect(decideOn(readyToRefer, { ...refer, enclosed })).toHaveLength(1);
  });

  it('may enclose more afterwards, and is told again as a whole, of the first date [IBC-33.1, IBC-76.1]', () => {
    const first = decideOn(readyToRefer, { ...refer, enclosed: ['lecturer-report-form'] });
    const facts = [...readyToRefer, ...first];
    afterAll(...facts)
      .when({ ...refer, enclosed: ['lecturer-report-form'] })
      .thenNothing();
    afterAll(...facts)
      .when({ ...refer, enclosed: [] })
      .thenNothing();
    const later = director('2026-07-20T12:00:00.000Z');
    const [more] = afterAll(...facts)
      .when({ ...toCommittee, enclosed: ['evidence', file], ...later })
      .then({
        type: 'CaseReferred',
        data: { enclosed: ['lecturer-report-form', 'evidence', file], evidence: [file], referredAt: afterwards },
      });
    const both = more ? [...facts, more] : facts;
    afterAll(...both)
      .when({ ...toCommittee, enclosed: ['evidence', 'lecturer-report-form'], ...later })
      .thenNothing();
  });

  it('tells who interviewed, who did what, and what was collected, so that a body can be made up [IBC-33.1, IBC-73.3]', () => {
    afterAll(...readyToRefer, declared('ST-06', false, true))
      .when({ ...refer, enclosed: [file, 'lecturer-report-form'] })
      .then({
        type: 'CaseReferred',
        data: {
          ...{ to: 'special-cases-committee', joined: false, offences: ['contract-cheating'], category: 'malpractice' },
          ...{ evidence: [file], enclosed: [file, 'lecturer-report-form'], involved: ['ST-06'], by: 'ST-01' },
          satOn: [
            { person: 'ST-01', body: 'interviewers' },
            { person: 'ST-05', body: 'interviewers' },
          ],
          referredAt: afterwards,
        },
      });
    const reported = `sha256:${'d'.repeat(64)}`;
    const [withFiles] = decideOn([opened({ reportFiles: [reported] }), ...readyToRefer.slice(1)], refer);
    expect(withFiles?.data).toMatchObject({ evidence: [reported] });
    const [event] = decideOn(readyToRefer, refer);
    expect(event?.data).toMatchObject({
      did: expect.arrayContaining([
        { person: 'ST-04', act: 'investigation.suspect-commissioning' },
        { person: 'ST-01', act: 'investigation.invite' },
        { person: 'ST-01', act: 'investigation.refer' },
      ]),
    });
  });

  it('is to the Committee, by the Director or the Principal, and once [IBC-33.1]', () => {
    expect(decideOn(readyToRefer, { ...toCommittee, ...principal(afterwards) })).toHaveLength(1);
    afterAll(...readyToRefer)
      .when({ ...refer, to: 'interviewers' })
      .thenRefused('to-the-committee', 'IBC-33.1');
    afterAll(...readyToRefer)
      .when({ ...toCommittee, ...lecturer(afterwards) })
      .thenRefused('not-yours-to-do', 'IBC-33.1');
    const [event] = decideOn(readyToRefer, refer);
    afterAll(...readyToRefer, ...(event ? [event] : []))
      .when(refer)
      .thenNothing();
  });

  it('follows the evidence, the record of the interview, and doubt about the author [IBC-72, IBC-73.1, IBC-74]', () => {
    const [record, assessed] = readyToRefer.slice(-2);
    const before = readyToRefer.slice(0, -2);
    afterAll(...before, ...(record ? [record] : []))
      .when(refer)
      .thenRefused('evidence-assessed', 'IBC-74');
    afterAll(...before, ...(assessed ? [assessed] : []))
      .when(refer)
      .thenRefused('record-taken', 'IBC-72');
    afterAll(...readyToRefer, held('authorship-accepted'))
      .when(refer)
      .thenRefused('authorship-not-accepted', 'IBC-73.1');
  });

  it('of a serious first offence may come at once, in exceptional circumstances [IBC-34]', () => {
    const recommend = {
      type: 'RecordStep',
      ...{ step: 'investigation.recommend-direct-referral' },
      fields: { serious: true, firstOffence: true, circumstances: 'The essay was sold on.' },
    } as const;
    afterAll(known()).when(refer).thenRefused('evidence-assessed', 'IBC-74');
    const [recommended] = decideOn([known()], { ...recommend, ...director() });
    expect(recommended).toMatchObject({ data: { by: 'ST-01' } });
    expect(decideOn([known(), ...(recommended ? [recommended] : [])], refer)).toHaveLength(1);
    afterAll(opened())
      .when({ ...recommend, fields: { ...recommend.fields, circumstances: ' ' }, ...director() })
      .thenRefused('exceptional', 'IBC-34');
  });

  it('of an examination follows the interview after it, and that an offence is likely [IBC-62, IBC-63]', () => {
    const examination = known({ assessment: { ...assessment, kind: 'examination' } });
    const assessed = step('assess-evidence', { moreLikelyThanNot: true, reasons: 'Notes were found.' });
    const interviewed = held('', 'post-examination-interview');
    afterAll(examination, assessed).when(refer).thenRefused('examination-interviewed', 'IBC-62');
    afterAll(examination, assessed, interviewed).when(refer).thenRefused('offence-likely', 'IBC-63');
    const likely = step('agree-offence-likely', { likely: true, reasons: 'Notes were found.' });
    expect(decideOn([examination, assessed, interviewed, likely], refer)).toHaveLength(1);
  });

  it('of a group is joined, or says why a member is heard alone [IBC-56]', () => {
    const group = [opened({ assessment: { ...assessment, kind: 'group' } }), ...readyToRefer.slice(1)];
    afterAll(...group)
      .when(refer)
      .thenRefused('group-heard-together', 'IBC-56');
    expect(decideOn(group, { ...refer, joined: true })).toHaveLength(1);
    const apart = step('distinguish-contribution', {
      contributorIdentified: false,
      ownDistinguished: true,
      explanation: '',
    });
    expect(decideOn([...group, apart], refer)).toHaveLength(1);
  });
});

describe('no further action', () => {
  const accepted = [...readyToMeet, held('authorship-accepted')];

  it('is where authorship is accepted, and not where it is doubtful [IBC-73.1, IBC-73.2]', () => {
    afterAll(...accepted)
      .when({ ...noCase, ...director(afterwards) })
      .then({ type: 'NoCaseFound', data: { foundAt: afterwards, reason: 'They wrote it.', onEvidence: true } });
    afterAll(...readyToMeet, held('doubtful'))
      .when({ ...noCase, ...director(afterwards) })
      .thenRefused('no-doubt-left', 'IBC-73.2');
    const [found] = decideOn(accepted, { ...noCase, ...director(afterwards) });
    afterAll(...accepted, ...(found ? [found] : []))
      .when({ ...noCase, ...director(afterwards) })
      .thenNothing();
  });

  it('is after an interview that was agreed, or that is no longer agreed; also where nobody came [IBC-73.1]', () => {
    const agree = (agreed: boolean) => step('agree-to-interview', { kind: 'authorship-interview', agreed });
    const nobodyCame = held('');
    const absent = { ...nobodyCame, data: { ...nobodyCame.data, attended: false } };
    for (const facts of [
      [opened(), agree(true)],
      [...readyToMeet, absent],
    ]) {
      afterAll(...facts)
        .when({ ...noCase, ...director(afterwards) })
        .thenRefused('interview-first', 'IBC-73.1');
      expect(decideOn([...facts, agree(false)], { ...noCase, ...director(afterwards) })).toHaveLength(1);
    }
  });

  it('is not after a referral [IBC-73.1]', () => {
    const [referred] = decideOn(readyToRefer, refer);
    afterAll(...readyToRefer, ...(referred ? [referred] : []))
      .when({ ...noCase, ...director(afterwards) })
      .thenRefused('not-referred', 'IBC-73.1');
  });
});

describe('who the case is about', () => {
  const lift = { type: 'LiftAnonymity' } as const;
  const primaFacie = (caseToAnswer: boolean) => step('find-prima-facie', { caseToAnswer });

  it('is opened where there is a case to answer, and once [IBC-75]', () => {
    afterAll(opened(), primaFacie(true))
      .when({ ...lift, ...registrar() })
      .then({ type: 'AnonymityLifted', data: { by: 'ST-03' } });
    for (const facts of [[opened()], [opened(), primaFacie(false)]])
      afterAll(...facts)
        .when({ ...lift, ...director() })
        .thenRefused('case-to-answer', 'IBC-75');
    const [lifted] = decideOn([opened(), primaFacie(true)], { ...lift, ...director() });
    afterAll(opened(), primaFacie(true), ...(lifted ? [lifted] : []))
      .when({ ...lift, ...director() })
      .thenNothing();
  });

  it('is told by no list of who may do what before that; the student has a part from the beginning [IBC-46.1, IBC-75]', () => {
    const closed = stateOf(opened());
    expect(rolesOf(closed)).not.toHaveProperty('student');
    const asked = { actor: { id: 'U-1001', offices: ['student'] }, at: afterwards };
    expect(investigationFacts(closed, asked).actor.roles).toEqual(['student']);
    expect(rolesOf(stateOf(opened({ identityKept: false })))).toMatchObject({ student: ['U-1001'] });
  });
});

describe('the officer', () => {
  it('has a substitute whom the Principal designates [IBC-32]', () => {
    const designate = {
      type: 'RecordStep',
      ...{ step: 'investigation.designate-substitute' },
      fields: { officer: 'ST-06', reason: 'absence' },
    } as const;
    expect(decideOn([opened()], { ...designate, ...principal() })).toHaveLength(1);
    afterAll(opened())
      .when({ ...designate, ...director() })
      .thenRefused('not-yours-to-do', 'IBC-32');
  });
});
