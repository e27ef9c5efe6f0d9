import { isDeepStrictEqual } from 'node:util';
import type { Body } from '../../client.js';
import { act, type Stage } from '../stage.js';
import type { Opened } from './report-and-triage.js';

/** Certificates claimed are withheld, and looked at again. */
export const withhold = async (stage: Stage, { centre, certificates }: Opened): Promise<void> => {
  const at = `/cases/${centre.id}/sanctions`;
  const manager = await stage.as('imi-quality-manager');
  stage.chapter('4  Interim');
  await stage.see(manager, at, () => true);
  const reviewOn = await stage.day(14);
  const claimed = certificates.filter((_, index) => index % 3 === 2);
  await stage.refused(
    'A hold without a reason',
    'IMI/timelines/results-earliest',
    act(manager, at, `${at}/holds`, { certificates: claimed, reason: '', reviewOn }),
  );
  const { hold } = await stage.done(
    'Four certificates claimed are withheld, with a reason and a review date',
    act(manager, at, `${at}/holds`, { certificates: claimed, reason: 'The claims are in question.', reviewOn }),
  );
  await stage.done(
    'At review they are not released yet',
    act(manager, at, `${at}/holds/${hold}/review`, {
      release: false,
      reason: 'Not established yet.',
      reviewOn,
    }),
  );
};

const conditions = ['A6', 'A7', 'A8', 'B3', 'C1', 'C3', 'H5', 'H6', 'I4'];

/** Conditions and principles that the sample policy cites to each regulator. */
export const referencesOf = {
  ofqual: conditions,
  'qualifications-wales': conditions,
  ccea: conditions,
  sqa: ['18'],
  dfe: ['16'],
};

/** Cause to believe an adverse effect: the regulators are told at once. */
export const tellRegulators = async (stage: Stage, { centre }: Opened): Promise<void> => {
  const manager = await stage.as('imi-quality-manager');
  const of = `/cases/${centre.id}/notification`;
  stage.chapter('5  Adverse effect');
  await stage.see(manager, of, () => true);
  const not = { applies: false, likely: false, reason: 'Not in question.' };
  const limbs = {
    prejudice: { applies: true, likely: true, reason: 'Learners hold certificates that they did not earn.' },
    compliance: not,
    standards: { applies: false, likely: true, reason: 'Awards were claimed without assessment.' },
    confidence: { applies: false, likely: true, reason: 'Employers rely on them.' },
  };
  const qualifications = ['Q-001', 'Q-002', 'Q-003'];
  await stage.refused(
    'An assessment with a limb that has no reason',
    'IMI/def/adverse-effect',
    act(manager, of, `/cases/${centre.id}/adverse-effect`, {
      limbs: { ...limbs, compliance: { ...not, reason: '' } },
      qualifications,
    }),
  );
  const told = await stage.done(
    'Four limbs, each with its reason; the regulators that the qualifications name are told at once',
    act(manager, of, `/cases/${centre.id}/adverse-effect`, { limbs, qualifications }),
  );
  const regulators = told.regulators as readonly Body[];
  for (const { regulator, rule, references, nextUpdateOn } of regulators)
    stage.note(`${regulator}: ${rule} ${references.join(', ')}; next update by ${nextUpdateOn}`);
  stage.check(
    'Five regulators and no others are told, each under its own references',
    isDeepStrictEqual(
      Object.fromEntries(regulators.map(({ regulator, references }) => [regulator, references])),
      referencesOf,
    ),
    regulators,
  );
  stage.check(
    'Each has a day on which it hears more',
    regulators.every(({ nextUpdateOn }) => /^\d{4}-\d\d-\d\d$/.test(nextUpdateOn)),
    regulators,
  );
};
