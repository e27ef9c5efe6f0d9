import { origin, type EventStore } from '@probity/event-store';
import { validate } from 'uuid';
import { NotFound } from '../commands/errors.js';

/** Whose a case, a report or a register is: asked for every request that names one, before anything else is said of it. */
export class Whereabouts {
  private readonly stores: EventStore[] = [];
  private readonly known = new Map<string, string>();

  add(store: EventStore): void {
    this.stores.push(store);
  }

  /** Undefined where the route names none of them. @throws NotFound where it names one that does not exist */
  async institutionOf(params: Readonly<Record<string, string>>): Promise<string | undefined> {
    const { institution, case: caseId, report } = params;
    if (institution !== undefined) return institution;
    if ([caseId, report].some((id) => id !== undefined && !validate(id))) throw new NotFound();
    if (caseId !== undefined) return this.find(`case ${caseId}`, (store) => store.readAll(origin, { case: caseId }, 1));
    if (report !== undefined)
      return this.find(`report ${report}`, (store) => store.readStream(`report-${report}`, { limit: 1 }));
    return undefined;
  }

  private async find(key: string, first: (store: EventStore) => ReturnType<EventStore['readStream']>): Promise<string> {
    const cached = this.known.get(key);
    if (cached !== undefined) return cached;
    for (const store of this.stores) {
      const [event] = await first(store);
      if (!event) continue;
      if (this.known.size >= 10_000) this.known.clear();
      this.known.set(key, event.institution);
      return event.institution;
    }
    throw new NotFound();
  }
}
