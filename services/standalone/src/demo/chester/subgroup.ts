import type { Stage } from '../stage.js';
import { does, staff, step, type Opened } from './university.js';

/** Four criteria, and the subgroup that considers the case on papers: the student is not there. */
export const considerOnPapers = async (stage: Stage, opened: Opened): Promise<void> => {
  const { path } = opened;
  const at = `${path}/hearing`;
  stage.chapter('3  The subgroup of the Panel');
  await stage.see(await stage.as('chester-senior-assistant-registrar'), at, ({ referral, history, answer }) =>
    [referral, history, answer].every(Boolean),
  );
  await route(stage, path, at);
  await makeUp(stage, opened, at);
  await decide(stage, opened, at);
};

const route = async (stage: Stage, path: string, at: string): Promise<void> => {
  const on = (name: string) => ({ of: at, on: path, name });
  const convene = (body: string) => does(stage, 'senior-assistant-registrar', at, `${at}/body`, { body });
  const eligible = (yes: boolean) =>
    step(stage, 'senior-assistant-registrar', on('hearing.decide-eligibility'), { eligible: yes });
  await stage.done(
    'Academic Quality Support Services receives the case file',
    step(stage, 'aqss', on('hearing.receive-case-file'), { contents: 'Forms AI-1 and AI-2, and the essay.' }),
  );
  await stage.refused(
    'The subgroup, before anybody knows whether the criteria are met',
    'UC-14.1',
    convene('subgroup'),
  );
  await stage.refused('Not eligible, though all four criteria are met', 'UC-13.1.0', eligible(false));
  await stage.done('The student is eligible for consideration of a standard penalty', eligible(true));
  await stage.refused('The full Panel all the same', 'UC-13.2', convene('airp'));
  await stage.done('The subgroup is convened', convene('subgroup'));
};

const makeUp = async (stage: Stage, { digest }: Opened, at: string): Promise<void> => {
  const appoint = (person: string, seat: string) =>
    does(stage, 'senior-assistant-registrar', at, `${at}/members`, { person, seat });
  await stage.refused('The Chair who investigated, on the subgroup', 'UC-14.2', appoint(staff.chair, 'chair'));
  for (const [who, person, seat, title] of [
    ['panel-chair', staff.panelChair, 'chair', 'a Chair of the Panel'],
    ['dean-aqe', staff.dean, 'dean', 'the Dean of Academic Quality and Enhancement'],
    ['advisor', staff.advisor, 'advisor', 'a procedural advisor'],
  ] as const) {
    await stage.done(`On it: ${title}`, appoint(person, seat));
    await stage.done(
      'who declares no prior involvement',
      does(stage, who, at, `${at}/members/${person}/declaration`, { conflict: false, involved: false }),
    );
  }
  await stage.done(
    'The members have the case file',
    does(stage, 'aqss', at, `${at}/evidence`, { to: 'members', documents: [digest] }),
  );
  await stage.done(
    'It meets in two days, at the next meeting that there is',
    does(stage, 'aqss', at, `${at}/date`, {
      at: `${await stage.day(2)}T10:00:00Z`,
      place: 'By papers',
      nextAvailable: true,
    }),
  );
  await stage.refused(
    'The student, invited to it',
    'UC-14.4',
    does(stage, 'aqss', at, `${at}/invitation`, { statementTold: true, channel: 'university-email' }),
  );
  await stage.passUntil(`${await stage.day(2)}T10:30:00.000Z`, 'chester-aqss');
};

const votes = { [staff.panelChair]: 'for', [staff.dean]: 'for' };

const decide = async (stage: Stage, { path, digest }: Opened, at: string): Promise<void> => {
  const find = () =>
    does(stage, 'panel-chair', at, `${at}/findings`, {
      findings: [{ point: 'plagiarism', outcome: 'proven', reasons: 'The pages agree.', evidence: [digest] }],
      category: 'unacceptable-academic-practice',
      sources: ['case-file'],
      votes,
    });
  const impose = (tariff: string, code: string) =>
    does(stage, 'panel-chair', at, `${at}/penalty`, { tariff, chosen: [{ code }], votes });
  await stage.refused('A finding before the subgroup is satisfied of the evidence', 'UC-14.6', find());
  await stage.done(
    'It is satisfied of the evidence and of the recommendation',
    step(
      stage,
      'panel-chair',
      { of: at, on: path, name: 'hearing.satisfy-subgroup' },
      { evidenceSufficient: true, recommendationCorrect: true },
    ),
  );
  await stage.done('It finds a breach by unacceptable academic practice', find());
  await stage.refused(
    'A mark of zero, which is for the Panel',
    'UC-14.6',
    impose('practice-penalties', 'component-zero'),
  );
  await stage.done(
    'It authorises a standard penalty: the Academic Integrity Course',
    impose('standard-penalty', 'academic-integrity-course'),
  );
  await stage.done('and confirms its decision', does(stage, 'panel-chair', at, `${at}/confirmation`));
  await stage.done(
    'The student and the Chair are told',
    does(stage, 'aqss', at, `${at}/decision-letter`, {
      letter: { procedure: 'You will hear of the course.' },
    }),
  );
};
