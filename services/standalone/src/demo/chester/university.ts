import { actingFor } from '../acting.js';

/** The case that the story is about, and what its scenes need to know of it. */
export interface Opened {
  /** Of the register; signs in by `token`. */
  readonly student: string;
  /** What stands after `chester-` in the student's token. */
  readonly token: string;
  readonly module: string;
  readonly component: string;
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
  examiner: 'CHESTER-S02',
  chair: 'CHESTER-S05',
  dean: 'CHESTER-S16',
  advisor: 'CHESTER-S18',
  panelChair: 'CHESTER-S19',
  otherChair: 'CHESTER-S20',
} as const;

/** Somebody of the university, by what stands after `chester-` in their token. */
export const { does, step } = actingFor('chester');
