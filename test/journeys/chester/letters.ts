import type { Body } from '@probity/standalone';
import type { University } from './university.js';

/** The last letter of that kind in the case, with its text, as Academic Quality Support Services reads it. */
export const letterOf = async (university: University, path: string, notice: string): Promise<Body> => {
  const ofIt = (told: Body) => told.letters.filter((one: Body) => one.notice === notice);
  const told = await university.sees('aqss', `${path}/letters`, (all) => ofIt(all).length > 0);
  return university.reads('aqss', `/letters/${ofIt(told).at(-1).id}`);
};
