import type { College } from './college.js';

/** By the ids of the sample's register. */
export const people = {
  director: 'IBC-S01',
  substituteDirector: 'IBC-S02',
  principal: 'IBC-S03',
  substitutePrincipal: 'IBC-S04',
  teachers: ['IBC-S12', 'IBC-S13', 'IBC-S14', 'IBC-S15'],
  management: 'IBC-S16',
  representative: 'IBC-S17',
} as const;

export interface About {
  /** `IBC-0001` */
  readonly student: string;
  readonly module?: string;
  readonly offence?: string;
  /** Who refers it: `lecturer` unless said. */
  readonly by?: string;
}

export interface Referred {
  /** `/cases/<id>` */
  readonly path: string;
  readonly offence: string;
  readonly documents: readonly string[];
}

/** From the lecturer's report to a case whose student is known. */
const opened = async (college: College, about: About): Promise<Referred> => {
  const { student, module = 'OT101', offence = 'fabricated-references', by = 'lecturer' } = about;
  const { digest } = (await college.system.anyone().upload('/files', Buffer.from(student), 'text/plain')).body;
  const assessment = { kind: 'presentation', module, postedAt: college.system.clock.instant() };
  const said = {
    ...{ institution: 'irish-baptist-college', reporter: { kind: 'lecturer' }, nature: { what: 'References.' } },
    ...{ assessment, students: [student], evidenceKinds: ['electronic-source'] },
  };
  const { id } = await college.does(by, undefined, '/reports', said);
  const report = `/reports/${id}`;
  await college.does('director', report, `${report}/scope`, { inScope: true, reason: 'It counts.' });
  const category = { offences: [{ code: offence }], classification: 'malpractice' };
  await college.does(by, report, `${report}/category`, category);
  const form = { findings: 'It is not theirs.', evidence: 'The sources.', locations: 'Page 2.', form: 'Enclosed.' };
  await college.step(by, report, report, 'report.lecturer-report-form', { localised: false }, form);
  const opening = { subject: { kind: 'student', id: student } };
  const { case: known } = await college.does('director', report, `${report}/cases`, opening);
  const path = `/cases/${known}`;
  const part = `${path}/investigation`;
  await college.sees('director', part, (there) => there.id !== undefined);
  await college.step('director', part, path, 'investigation.find-prima-facie', { caseToAnswer: true });
  await college.does('director', part, `${part}/anonymity`);
  return { path, offence, documents: [digest] };
};

const handedOn = async (college: College, one: Referred): Promise<Referred> => {
  const part = `${one.path}/investigation`;
  const direct = { serious: true, firstOffence: true, circumstances: 'The term ends.' };
  await college.step('director', part, one.path, 'investigation.recommend-direct-referral', direct);
  await college.does('director', part, `${part}/referral`, { to: 'special-cases-committee', enclosed: one.documents });
  return one;
};

/** From the lecturer's report to a case that was referred to the Committee at once: clause 34 takes the shortest way. */
export const referred = async (college: College, about: About): Promise<Referred> =>
  handedOn(college, await opened(college, about));

/** As `referred`, after the Principal and the second teacher have interviewed the student: the clock is set to that day. */
export const interviewed = async (college: College, about: About, at: string): Promise<Referred> => {
  const one = await opened(college, about);
  const part = `${one.path}/investigation`;
  const interviewers = [
    { person: people.principal, seat: 'interviewer' },
    { person: people.teachers[1], seat: 'interviewer', reasons: { 'examiner-of-the-work': 'Abroad.' } },
  ];
  const step = (name: string, fields: object): Promise<unknown> =>
    college.step('director', part, one.path, `investigation.${name}`, fields);
  await step('suspect-commissioning', { grounds: 'It does not read like theirs.' });
  await step('agree-to-interview', { kind: 'authorship-interview', agreed: true });
  await step('name-interviewers', { first: people.principal, second: people.teachers[1] });
  await step('make-adjustments', { need: 'none' });
  for (const [staff, who] of [
    [people.principal, 'principal'],
    [people.teachers[1], 'teacher-2'],
  ] as const)
    await college.does(who, part, `${part}/declarations`, {
      staff,
      previousInvolvement: false,
      personalInterest: false,
    });
  const kind = 'authorship-interview';
  const letter = Object.fromEntries(
    ['what', 'outcomes', 'detection', 'chance', 'no-mark', 'companion', 'procedure-and-role', 'place'].map((item) => [
      item,
      'It is explained.',
    ]),
  );
  await college.does('director', part, `${part}/invitations`, {
    kind,
    at,
    purpose: 'To hear you.',
    interviewers,
    letter,
  });
  college.set(at);
  const shown = { producedWork: false, ownReading: false, ownPreparation: true, understands: true };
  await college.step('principal', part, one.path, 'investigation.demonstrate-authorship', shown);
  const endedAt = new Date(Date.parse(at) + 20 * 60_000).toISOString();
  const companion = { with: 'fellow-student', spoke: false };
  const meeting = { kind, attended: true, outcome: 'doubtful', startedAt: at, endedAt, companion };
  college.set(endedAt);
  await college.does('principal', part, `${part}/meetings`, meeting);
  await college.step('principal', part, one.path, 'investigation.write-interview-record', { record: 'Kept.' });
  return handedOn(college, one);
};

/** From the referral to a student who is invited to a meeting, before a Committee of the Director of Training and a teacher. */
export const invited = async (
  college: College,
  { path, documents }: Omit<Referred, 'offence'> & Partial<Referred>,
  at: string,
): Promise<void> => {
  const part = `${path}/hearing`;
  const [teacher = ''] = people.teachers;
  await college.sees('director', part, ({ referral }) => Boolean(referral));
  await college.does('director', part, `${part}/body`, { body: 'special-cases-committee' });
  for (const [person, seat, who] of [
    [people.director, 'director', 'director'],
    [teacher, 'teaching-staff', 'teacher-1'],
  ] as const) {
    await college.does('director', part, `${part}/members`, { person, seat });
    await college.does(who, part, `${part}/members/${person}/declaration`, { conflict: false, involved: false });
  }
  await college.step('director', part, path, 'hearing.hand-over', { allDocuments: true, confirmed: true });
  await college.does('registrar', part, `${part}/date`, { at, place: 'Room 1' });
  await college.does('registrar', part, `${part}/invitation`, { statementTold: true, letter: invitation });
  await college.does('registrar', part, `${part}/evidence`, { to: 'members', documents });
};

const invitation = {
  allegation: 'References that do not exist.',
  consequences: 'A penalty of clause 93.',
  documents: 'Enclosed.',
  companion: 'A fellow student or a member of staff, who may speak.',
  'no-lawyer': 'No lawyer.',
  'in-absentia': 'Without a response it may be heard in absentia.',
  'procedure-and-role': 'Come, and tell the Committee what you think.',
};

export interface Outcome {
  readonly offence?: string;
  readonly penalty?: { readonly code: string; readonly parameters?: object };
  /** That nobody came. */
  readonly absent?: boolean;
  /** How many offences are on record from before, where that matters: the record takes a moment. */
  readonly earlier?: number;
}

/** The meeting, on its day: malpractice is found, and this penalty chosen. The letter is what comes next. */
export const sat = async (college: College, path: string, outcome: Outcome = {}): Promise<void> => {
  const { offence = 'fabricated-references', penalty = { code: 'a' }, absent = false, earlier } = outcome;
  const part = `${path}/hearing`;
  if (absent) {
    await college.step('registrar', part, path, 'hearing.offer-online', { how: 'By video.' });
    const answer = { answer: 'no-response', location: 'Belfast; a week' };
    await college.step('registrar', part, path, 'hearing.record-online-answer', answer);
  }
  const present = {
    ...{ student: !absent, companion: 'none', offices: ['registrar'], presenter: true },
    ...(absent && { reasons: { 'response-awaited': 'The term ends.' } }),
  };
  await college.does('director', part, `${part}/opening`, present);
  await college.step('director', part, path, 'hearing.present-case', { summary: 'Four references do not exist.' });
  if (!absent) {
    await college.step('director', part, path, 'hearing.hear-response', {
      heardAll: true,
      by: 'student',
      response: '',
    });
    await college.step('director', part, path, 'hearing.parties-leave');
  }
  const votes = { [people.director]: 'for', [people.teachers[0]]: 'for' };
  const { referral } = await college.reads('director', part);
  const evidence = referral.enclosed.filter((code: string) => code.startsWith('sha256:'));
  const finding = { point: offence, outcome: 'malpractice', reasons: 'It was shown.', evidence };
  const found = { findings: [finding], standard: 'balance-of-probabilities', grounds: ['evidence'], votes };
  await college.does('director', part, `${part}/findings`, found);
  if (earlier !== undefined)
    await college.sees('director', part, ({ history }) => history?.offences.length === earlier);
  const { etag: comparables } = await college.reads('director', `${part}/comparables`);
  const chosen = [{ parameters: {}, ...penalty }];
  const decision = { tariff: 'malpractice-penalties', chosen, factors, comparables, votes };
  await college.does('director', part, `${part}/penalty`, decision);
};

const factors = Object.fromEntries(
  [
    ...['level-of-study', 'proportion', 'weighting', 'history', 'intention', 'seriousness', 'consistency'],
    ...['proportionality', 'impact'],
  ].map((item) => [item, 'It was considered.']),
);

const decisionLetter = {
  consequences: 'None for your progress.',
  'appeals-procedure': 'In writing to the Director of Training, within 15 working days.',
  'right-of-appeal': 'You may appeal.',
  'procedure-and-role': 'Nothing is asked of you.',
};

/** The letter from which the time to appeal runs. */
export const told = async (college: College, path: string): Promise<void> => {
  const letter = { suggestsAdvice: true, warnsOfRepeat: true, letter: decisionLetter };
  await college.does('registrar', `${path}/hearing`, `${path}/hearing/decision-letter`, letter);
};

/** Cases that are heard on one day, each with its outcome, and told it. They are invited at once; the clock is set to that day. */
export const heard = async (
  college: College,
  cases: readonly Referred[],
  outcomes: readonly Outcome[],
  at: string,
): Promise<void> => {
  for (const one of cases) await invited(college, one, at);
  college.set(at);
  for (const [place, { path, offence }] of cases.entries()) {
    await sat(college, path, { offence, ...outcomes[place] });
    await told(college, path);
  }
};
