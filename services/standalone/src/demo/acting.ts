import type { Body, Reply } from '../client.js';
import { act, type Stage } from './stage.js';

export interface StepOf {
  /** Whose version is read just before. */
  readonly of: string;
  /** `/cases/<id>` or `/reports/<id>` */
  readonly on: string;
  readonly name: string;
}

/** The people of one institution, by what stands after its name in their tokens. */
export interface Acting {
  /** They act on what they have just read. */
  does(stage: Stage, who: string, of: string, path: string, body?: object): Promise<Reply>;
  /** A step of the policy: of the report or of the case. */
  step(stage: Stage, who: string, step: StepOf, fields?: object, letter?: object): Promise<Reply>;
}

/** @param people what the names of its people begin with: `ibc` */
export const actingFor = (people: string): Acting => {
  const does: Acting['does'] = async (stage, who, of, path, body = {}) =>
    act(await stage.as(`${people}-${who}`), of, path, body);
  return {
    does,
    step: (stage, who, { of, on, name }, fields = {}, letter) =>
      does(stage, who, of, `${on}/steps/${name}`, { fields, ...(letter ? { letter } : {}) }),
  };
};

export interface Under {
  readonly pack: string;
  readonly version: string;
}

/** The first day of a week's five, at ten, on which the policy lets something be: what it counts, and holidays, are its to know. */
export const firstDay = async (
  stage: Stage,
  { pack, version }: Under,
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
