import type { Body, Reply } from '../../client.js';
import { act, type Stage } from '../stage.js';

/** The case that the story is about, and what its scenes need to know of it. */
export interface Opened {
  /** Of the register; signs in as the first of the sample students. */
  readonly student: string;
  /** `/reports/<id>` */
  readonly report: string;
  readonly policy: { readonly pack: string; readonly version: string };
  readonly id: string;
  /** `/cases/<id>` */
  readonly path: string;
  readonly reference: string;
  readonly digest: string;
}

/** By the ids of the sample register. */
export const staff = {
  director: 'IBC-S01',
  principal: 'IBC-S03',
  lecturer: 'IBC-S07',
  teacher: 'IBC-S12',
  anotherTeacher: 'IBC-S13',
  management: 'IBC-S16',
  representative: 'IBC-S17',
} as const;

/** Somebody of the college, by what stands after `ibc-` in their token, acts on what they have just read. */
export const does = async (stage: Stage, who: string, of: string, path: string, body: object = {}): Promise<Reply> =>
  act(await stage.as(`ibc-${who}`), of, path, body);

/** A step of the policy: of the report or of the case. */
export const step = (
  stage: Stage,
  who: string,
  { of, on, name }: { readonly of: string; readonly on: string; readonly name: string },
  fields: object = {},
  letter?: object,
): Promise<Reply> => does(stage, who, of, `${on}/steps/${name}`, { fields, ...(letter ? { letter } : {}) });

/** The first day of a week's five, at ten, on which the policy lets something be: what it counts, and holidays, are its to know. */
export const firstDay = async (
  stage: Stage,
  { pack, version }: Opened['policy'],
  name: string,
  facts: (at: string, now: string) => object,
): Promise<string> => {
  const now = (await stage.now()).toISOString();
  for (let days = 1; days < 60; days += 1) {
    const at = `${await stage.day(days)}T10:00:00Z`;
    if ([0, 6].includes(new Date(at).getUTCDay())) continue;
    const asked = { act: name, facts: facts(at, now) };
    const { body } = await stage.anyone.post(`/policies/${pack}/${version}/explain`, asked);
    if ((body.refusals as readonly Body[] | undefined)?.length === 0) return at;
  }
  throw new Error(`${name} is refused on each of the next sixty days`);
};
