import { personalPaths, publicEvents } from '@probity/contracts';
import { publicIdOf, type PublicDraft, type PublicEvent, type Reaction } from '@probity/messaging';
import type { RecordedEvent } from '@probity/event-store';
import { z } from 'zod';
import { isDestroyed } from '../commands/errors.js';
import { atPaths } from './at-paths.js';
import type { SealedTexts } from './sealed-texts.js';

/** What stands on the bus in place of a personal field. */
const sealedField = z.strictObject({ sealed: z.string() });

/**
 * The personal fields of public events, sealed under the case's key from the relay to just before a reaction: rows of the
 * bus, of inboxes and of parked messages hold them as ciphertext. Codes, dates and ids travel in clear.
 */
export class SealedMessages {
  constructor(private readonly texts: SealedTexts) {}

  /** Undefined where the case's key has been destroyed: nobody is told any more. */
  async seal(source: string, event: RecordedEvent, draft: PublicDraft): Promise<PublicDraft | undefined> {
    const { scope, whereOf, paths } = bindingOf(source, draft.type, publicIdOf(source, event), event.case ?? '');
    try {
      const data = await atPaths(draft.data, paths, async (value, at) => ({
        sealed: await this.texts.seal(scope, whereOf(at), JSON.stringify(value)),
      }));
      return { ...draft, data };
    } catch (error) {
      if (isDestroyed(error)) return undefined;
      throw error;
    }
  }

  /** Undefined where the case's key has been destroyed. @throws where a field that should be is not sealed, or is another's */
  async open(event: PublicEvent): Promise<PublicEvent | undefined> {
    const { scope, whereOf, paths } = bindingOf(event.source, event.type, event.id, event.case);
    let destroyed = false;
    const data = await atPaths(event.data, paths, async (value, at) => {
      const opened = await this.texts.open(scope, whereOf(at), sealedField.parse(value).sealed);
      destroyed ||= opened === null;
      return opened === null ? null : (JSON.parse(opened) as unknown);
    });
    return destroyed ? undefined : { ...event, data };
  }

  /**
   * Called with clear fields. A message of a case whose key has been destroyed is handled by doing nothing; where it is
   * another key that is gone, such as a file's, the reaction has failed.
   */
  opening(reaction: Reaction): Reaction {
    return async (event) => {
      try {
        const opened = await this.open(event);
        if (opened) await reaction(opened);
      } catch (error) {
        if (!isDestroyed(error) || !(await this.texts.isDestroyed(`case:${event.case}`))) throw error;
      }
    };
  }
}

/** The scope, what each field is bound to, and which fields are sealed. */
const bindingOf = (source: string, type: string, id: string, caseId: string) => ({
  scope: `case:${caseId}`,
  whereOf: (at: string) => JSON.stringify(['public event', source, type, id, at]),
  paths: pathsOf(source, type),
});

/** By source and type. Made at the start, so that a contract that cannot be looked through is found out then. */
const allPaths: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<Readonly<Record<string, z.ZodType>>>(publicEvents).flatMap(([source, types]) =>
    Object.entries(types).map(([type, schema]) => [`${source}.${type}`, personalPaths(schema)] as const),
  ),
);

/** @throws where no contract says what of it is personal: nothing is then told in clear */
const pathsOf = (source: string, type: string): readonly string[] => {
  const paths = allPaths.get(`${source}.${type}`);
  if (!paths) throw new Error(`no contract says what is personal in ${source}.${type}`);
  return paths;
};
