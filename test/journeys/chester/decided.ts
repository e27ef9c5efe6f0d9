import type { Body } from '@probity/standalone';
import { disputed } from './disputed.js';
import { Hearing, penaltyOf } from './heard.js';
import { letterOf } from './letters.js';
import { anotherPanel, aPanel, convened, forThePanel } from './panel.js';
import { suspected, type About } from './reported.js';
import type { University, Why } from './university.js';

/** What the Panel decides in cases, and what comes of it, by the people of the sample. */
export class Decided {
  constructor(readonly university: University) {}

  /** All of one report, disputed and referred, before the Panel of that Chair, which has a day. */
  async before(about: About, on: string, at: string, chair = 'panel-chair'): Promise<readonly Hearing[]> {
    const students = about.students.map((id) => `student-${Number(id.slice(-4))}`);
    const joined = students.length > 1;
    const one = await suspected(this.university, about);
    const paths = await disputed(this.university, one, { students, on, joined });
    for (const path of paths) await forThePanel(this.university, path);
    const [path = '', ...together] = paths;
    const panel = chair === 'panel-chair' ? aPanel : anotherPanel;
    await convened(this.university, path, { at, together, panel });
    return paths.map((found) => new Hearing(this.university, found, chair));
  }

  refused(who: string, { part }: Hearing, to: string, body: object, why: Why): Promise<Body> {
    return this.university.refused(who, part, `${part}/${to}`, body, why);
  }

  noPenalty(of: Hearing, code: string, why: Why, more: object = {}, tariff?: string): Promise<Body> {
    return this.refused(of.chair, of, 'penalty', penaltyOf(code, more, tariff), why);
  }

  async confirmedAndTold(of: Hearing): Promise<void> {
    await of.confirmed();
    await of.letter();
  }

  async letterTo({ path }: Hearing): Promise<string> {
    return String((await letterOf(this.university, path, 'panel-decision')).text);
  }

  /** What the student system is told to do in the case, once it is told this. */
  async instructions({ path }: Hearing, effect?: string): Promise<readonly Body[]> {
    const ofCase = (one: Body) => path === `/cases/${one.case}`;
    const isThere = ({ items }: Body) =>
      effect === undefined || items.some((one: Body) => ofCase(one) && one.effect === effect);
    const { items } = await this.university.sees('student-system', '/student-system/instructions?limit=200', isThere);
    return items.filter(ofCase);
  }

  async effectsOf(of: Hearing, effect?: string): Promise<readonly string[]> {
    return (await this.instructions(of, effect)).map((one) => String(one.effect)).toSorted();
  }

  consents(of: Hearing, body: object): Promise<Body> {
    return this.university.does('deputy-registrar', sanctions(of), `${sanctions(of)}/consents`, body);
  }
}

export const sanctions = ({ path }: Hearing): string => `${path}/sanctions`;
