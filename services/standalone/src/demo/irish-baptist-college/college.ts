import { actingFor } from '../acting.js';

export { firstDay } from '../acting.js';

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

/** Somebody of the college, by what stands after `ibc-` in their token. */
export const { does, step } = actingFor('ibc');
