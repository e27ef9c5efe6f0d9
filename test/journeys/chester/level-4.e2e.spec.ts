import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { people, suspected, taken, type Suspected } from './reported.js';
import { University } from './university.js';

/** As the form and the letters say it. */
const warning = {
  'ai-x': 'Two pages without a source.',
  warning: 'This is a warning as to your future conduct.',
  meeting: '12 November 2026 at ten, room 5.',
  review: 'Within seven days of 2 November 2026.',
  procedure: 'Come to the meeting.',
};

describe('plagiarism in a module at Level 4, of a student at Level 4', () => {
  let university: University;
  let one: Suspected;
  let path: string;
  let part: string;
  const step = (who: string, name: string, fields: object, letter?: object) =>
    university.step(who, part, path, `investigation.${name}`, fields, letter);

  beforeAll(async () => {
    university = await University.start('2026-11-02T10:00:00Z');
    one = await suspected(university, { students: ['CHESTER-0001'], module: 'HI4001', component: 'essay' });
    path = await taken(university, one);
    part = `${path}/investigation`;
  }, 60_000);
  afterAll(() => university.stop());

  it('goes by form AI-X, and is not investigated as at Level 5 [UC-6.1]', async () => {
    const why = { code: 'not-at-level-3-or-4', clause: 'UC-6.1', status: 409 } as const;
    await university.refused('chair-mab', part, `${part}/start`, {}, why);
  });

  it('is marked on the rest, marked up, and put on form AI-X with the work [UC-8.1, UC-8.2, UC-8.3, UC-8.4]', async () => {
    const early = { fields: { affected: true, description: 'Two pages without a source.' } };
    const unmarked = { code: 'remainder-marked', clause: 'UC-8.1', status: 409 } as const;
    await university.refused('examiner', part, `${path}/steps/investigation.complete-ai-x`, early, unmarked);
    await step('examiner', 'mark-remainder', { disregarded: 'Pages 2 and 3.', mark: 48 });
    await step('examiner', 'mark-up', { feedback: 'Name your sources.' });
    await step('examiner', 'complete-ai-x', early.fields);
    const without = { fields: { workEnclosed: false } };
    const noWork = { code: 'work-enclosed', clause: 'UC-8.4' };
    await university.refused('examiner', part, `${path}/steps/investigation.submit-ai-x`, without, noWork);
    await step('examiner', 'submit-ai-x', { workEnclosed: true });
  });

  it('is decided by the Chair, as monitor, who signs; the student is not told of it before [UC-8.5]', async () => {
    expect(await university.reads('student-1', '/own-cases')).toEqual({ items: [] });
    const unsigned = { fields: { outcome: 'breach-with-warning', signed: false } };
    const why = { code: 'signed', clause: 'UC-8.5' };
    await university.refused('chair-mab', part, `${path}/steps/investigation.decide-on-ai-x`, unsigned, why);
    await step('chair-mab', 'decide-on-ai-x', { outcome: 'breach-with-warning', signed: true });
    const hearing = await university.sees('chair-mab', `${path}/hearing`, ({ finding }) => finding !== null);
    expect(hearing).toMatchObject({
      body: { name: 'department' },
      finding: { proven: true, category: 'unacceptable-academic-practice' },
    });
  });

  it('has a meeting, to which the copy of the form invites, and which warns [UC-8.6.1, UC-8.6.2]', async () => {
    const send = `${path}/steps/investigation.send-ai-x`;
    const without = { code: 'meeting-provided-for', clause: 'UC-8.6.1', status: 409 } as const;
    await university.refused('chair-mab', part, send, { fields: { invites: true }, letter: warning }, without);
    await step('chair-mab', 'offer-meeting', { staff: people.monitor, day: '2026-11-12' });
    await step('chair-mab', 'send-ai-x', { invites: true }, warning);
    const { letters } = await university.sees('chair-mab', `${path}/letters`, (told) => told.letters.length > 0);
    expect(letters).toEqual([expect.objectContaining({ notice: 'ai-x-warning', to: ['student'] })]);
  });

  it('has a mark that the monitor agrees, and not the examiner [UC-8.6.3, UC-4.2.2]', async () => {
    const agree = { fields: { mark: 48 } };
    const { status } = await university.tries('examiner', part, `${path}/steps/investigation.agree-mark`, agree);
    expect(status).toBe(403);
    await step('chair-mab', 'agree-mark', { mark: 48 });
  });

  it('goes to AQSS for statistics once the date of the meeting is past [UC-8.6.4]', async () => {
    const why = { code: 'after-the-meeting-date', clause: 'UC-8.6.4', status: 409 } as const;
    const send = `${path}/steps/investigation.send-ai-x-to-aqss`;
    await university.refused('chair-mab', part, send, { fields: {} }, why);
    university.set('2026-11-13T09:00:00Z');
    await step('chair-mab', 'send-ai-x-to-aqss', {});
  });

  it('can be reviewed for no more than seven days from the signature [UC-9.2.0]', async () => {
    const ask = { by: 'CHESTER-0001', kind: 'review', grounds: 'I named them.' };
    const why = { code: 'review-within-seven-days', clause: 'UC-9.2.0' };
    await university.refused('student-1', undefined, `${path}/appeals`, ask, why);
  });
});
