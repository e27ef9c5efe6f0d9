import { people } from './reported.js';
import type { University } from './university.js';

const registrar = 'senior-assistant-registrar';

/** The case file is there, with what the Senior Assistant Registrar needs to know to choose the route [13.1]. */
export const received = async (university: University, path: string): Promise<void> => {
  const part = `${path}/hearing`;
  await university.sees(registrar, part, ({ referral, history }) => Boolean(referral && history));
  await university.step('aqss', part, path, 'hearing.receive-case-file', { contents: 'AI-1, AI-2, evidence' });
};

export const decidesEligible = (university: University, path: string, eligible: boolean) =>
  university.step(registrar, `${path}/hearing`, path, 'hearing.decide-eligibility', { eligible });

/** By their seats, the part of a token's name after `chester-`, and the sample's ids. */
export const ofSubgroup = {
  chair: ['panel-chair', people.panelChairs[0]],
  dean: ['dean-aqe', people.dean],
  advisor: ['advisor', people.advisor],
} as const;

/** The subgroup of a case that is eligible: all three have declared that they had no part in it, and have its papers. */
export const onPapers = async (university: University, path: string, at: string): Promise<void> => {
  const part = `${path}/hearing`;
  await university.does(registrar, part, `${part}/body`, { body: 'subgroup' });
  for (const [seat, [who, person]] of Object.entries(ofSubgroup)) {
    await university.does(registrar, part, `${part}/members`, { person, seat });
    const free = { conflict: false, involved: false };
    await university.does(who, part, `${part}/members/${person}/declaration`, free);
  }
  await papersTo(university, path);
  await meetsAt(university, path, at);
};

export const papersTo = async (university: University, path: string): Promise<void> => {
  const part = `${path}/hearing`;
  const { referral } = await university.reads('aqss', part);
  await university.does('aqss', part, `${part}/evidence`, { to: 'members', documents: referral.evidence });
};

export const meetsAt = (university: University, path: string, at: string) =>
  university.does('aqss', `${path}/hearing`, `${path}/hearing/date`, { at, place: 'By papers', nextAvailable: true });

const votesWith = (dean: string) => ({ [people.panelChairs[0]]: 'for', [dean]: 'for' });

/** What it finds where it is satisfied: a breach by unacceptable academic practice, on the evidence that was referred. */
export const finding = async (university: University, path: string, dean: string = people.dean) => {
  const { referral } = await university.reads('aqss', `${path}/hearing`);
  return {
    findings: [{ point: 'plagiarism', outcome: 'proven', reasons: 'The pages agree.', evidence: referral.evidence }],
    category: 'unacceptable-academic-practice',
    sources: ['case-file'],
    votes: votesWith(dean),
  };
};

export const standardPenalty = (dean: string = people.dean) => ({
  tariff: 'standard-penalty',
  chosen: [{ code: 'academic-integrity-course' }],
  votes: votesWith(dean),
});

/** It has met, is satisfied of both, and authorises the standard penalty; the student and the Chair are told. */
export const authorised = async (university: University, path: string): Promise<void> => {
  const part = `${path}/hearing`;
  const does = (who: string, to: string, body: object = {}) => university.does(who, part, `${part}/${to}`, body);
  const both = { evidenceSufficient: true, recommendationCorrect: true };
  await university.step('panel-chair', part, path, 'hearing.satisfy-subgroup', both);
  await does('panel-chair', 'findings', await finding(university, path));
  await does('panel-chair', 'penalty', standardPenalty());
  await does('panel-chair', 'confirmation');
  await does('aqss', 'decision-letter', { letter: { procedure: 'You will hear of the course.' } });
};
