import type { Body } from '@probity/standalone';
import { there } from './panel.js';
import type { University } from './university.js';

export const practice = 'unacceptable-academic-practice';
export const misconduct = 'academic-misconduct';

/** What the Panel does in one case, by whoever chairs it. */
export class Hearing {
  constructor(
    private readonly university: University,
    readonly path: string,
    readonly chair = 'panel-chair',
  ) {}

  get part(): string {
    return `${this.path}/hearing`;
  }

  does(who: string, to: string, body: object = {}): Promise<Body> {
    return this.university.does(who, this.part, `${this.part}/${to}`, body);
  }

  step(who: string, name: string, fields: object): Promise<Body> {
    return this.university.step(who, this.part, this.path, `hearing.${name}`, fields);
  }

  /** Of each offence, what it was found to be: `not-shown`, or a category. */
  async finding(outcomes: Readonly<Record<string, string>>): Promise<object> {
    const { referral } = await this.university.reads('aqss', this.part);
    const breaches = Object.values(outcomes).filter((one) => one !== 'not-shown');
    const findings = Object.entries(outcomes).map(([point, outcome]) => ({
      ...{ point, outcome, reasons: 'As the pages show.' },
      evidence: outcome === 'not-shown' ? [] : referral.evidence,
    }));
    const category = breaches[0] === undefined ? {} : { category: breaches[0] };
    const votes = await this.votes(breaches.length > 0 ? 'for' : 'against');
    return { findings, sources: ['case-file', 'student-oral'], otherwise: false, votes, ...category };
  }

  /** All who sit and may vote agree. */
  async votes(vote: 'for' | 'against' = 'for'): Promise<object> {
    const { body } = await this.university.reads('aqss', this.part);
    const voting = body.members.filter(({ seat }: Body) => seat === 'chair' || seat === 'member');
    return Object.fromEntries(voting.map(({ person }: Body) => [person, vote]));
  }

  /** The first part: the evidence is presented, and the student responds. */
  async firstPart(opens: boolean): Promise<void> {
    if (opens) await this.does(this.chair, 'opening', there);
    await this.step('advisor', 'close-first-part', { response: 'It is mine.', recording: 'rec-1' });
  }

  async decides(outcomes: Readonly<Record<string, string>>): Promise<void> {
    await this.does(this.chair, 'findings', await this.finding(outcomes));
  }

  async penalty(code: string, more: object = {}, tariff = 'practice-penalties'): Promise<Body> {
    const votes = await this.votes();
    return this.does(this.chair, 'penalty', penaltyOf(code, { votes, ...more }, tariff));
  }

  /** The second part closed, the decision confirmed. */
  async confirmed(): Promise<void> {
    await this.step('advisor', 'close-second-part', { inPrivate: true, record: 'It was considered.' });
    await this.does(this.chair, 'confirmation');
  }

  /** And told to the student. */
  letter(): Promise<Body> {
    return this.does('aqss', 'decision-letter');
  }
}

/** One choice, or none. */
export const penaltyOf = (code: string, { parameters = {}, ...more }: Said = {}, tariff = 'practice-penalties') => ({
  ...{ tariff, chosen: code === '' ? [] : [{ code, parameters }] },
  ...more,
});

interface Said {
  readonly parameters?: object;
  readonly votes?: object;
}
