import { validate } from 'uuid';
import type { Pinned } from '../commands/subject.js';
import { NotFound } from '../commands/errors.js';
import type { Services } from '../runtime/services.js';

export type Whose = Pick<Pinned, 'institution' | 'about' | 'students' | 'studentsTold'>;

/** Whose a case, a report or a letter is, and whom it is about: asked for every request that names one, before anything else is said. */
export class Whereabouts {
  private readonly known = new Map<string, Whose>();

  constructor(private readonly services: Services) {}

  /** Undefined where the route names none. @throws NotFound where it names one that does not exist */
  async of({ case: caseId, report, letter }: Readonly<Record<string, string>>): Promise<Whose | undefined> {
    if ([caseId, report, letter].some((id) => id !== undefined && !validate(id))) throw new NotFound();
    if (caseId !== undefined) return this.find(`case ${caseId}`, () => this.services.pinnedOfCase(caseId));
    if (report !== undefined) return this.find(`report ${report}`, () => this.services.pinnedOf('report', report));
    if (letter !== undefined) return this.find(`letter ${letter}`, () => this.services.pinnedOfLetter(letter));
    return undefined;
  }

  private async find(key: string, look: () => Promise<Pinned | undefined>): Promise<Whose> {
    const cached = this.known.get(key);
    if (cached) return cached;
    const found = await look();
    if (!found) throw new NotFound();
    const { institution, about, students } = found;
    // None changes any more, once all are known, and told.
    if (about !== undefined && students !== undefined && found.studentsTold !== false) {
      if (this.known.size >= 10_000) this.known.clear();
      this.known.set(key, { institution, about, students });
    }
    return found;
  }
}
