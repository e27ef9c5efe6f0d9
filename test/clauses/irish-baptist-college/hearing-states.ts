import type { Facts, Policy } from '@probity/policy-packs';
import { done, factsFor } from './facts.js';
import { allows, isRefusedBy } from './rulings.js';

/** A meeting on Friday 17 July 2026; Monday the 13th is a holiday in Northern Ireland. The student is asked in good time. */
export const meetingAt = '2026-07-17T10:00:00+01:00';

export const fixed: readonly Facts[] = [
  {
    sitting: { fixed: true, at: meetingAt },
    evidence: { collected: true },
    presence: { expected: true },
    asked: { at: '2026-07-01T10:00:00+01:00' },
  },
  done({ handOver: { allDocuments: true, confirmed: true } }),
];

export const invitation: Facts = {
  invitation: { companionTold: true, statementTold: true, evidenceEnclosed: true },
};

/** What the letters must contain. */
export const contentsOf = (...items: readonly string[]) => ({
  contents: Object.fromEntries(items.map((item) => [item, 'As it is.'])),
});

type Contents = ReturnType<typeof contentsOf>;

/** Allowed with all of it, and refused for want of any one of these. */
export function wantsEach(
  policy: Policy,
  act: string,
  given: readonly Facts[],
  { contents }: Contents,
  id: string,
  items: readonly string[],
): void {
  allows(policy, act, given, { contents });
  for (const item of items) {
    const said = { contents: { ...contents, [item]: ' ' } };
    isRefusedBy(policy.rule(act, factsFor(policy, act, ...given), said), `missing-${item}`, id);
  }
}

export const invited: readonly Facts[] = [
  ...fixed,
  { sitting: { invited: true, served: true, timeCome: true, statementTold: true }, body: { complete: true } },
];

export const attending: Facts = {
  attending: { student: true, companion: 'student', offices: ['director-of-training', 'teaching-staff', 'registrar'] },
};

/** The meeting is open, with the student. */
export const opened: readonly Facts[] = [
  ...invited,
  { sitting: { opened: true }, presence: { studentPresent: true }, body: { name: 'special-cases-committee' } },
];

/** All was heard, and the student has left. */
export const heard: readonly Facts[] = [
  ...opened,
  done({ presentCase: {}, hearResponse: { heardAll: true, by: 'student' }, partiesLeave: {} }),
];

export const finding: Facts = {
  breach: {
    found: true,
    standard: 'balance-of-probabilities',
    category: 'malpractice',
    reasonsGiven: true,
    grounds: [],
    outcomes: ['malpractice'],
    evidenced: true,
  },
};

/** Proven on Wednesday 8 July 2026. */
export const proven: readonly Facts[] = [
  ...heard,
  { finding: { reached: true, proven: true, at: '2026-07-08T12:00:00+01:00' } },
];

export const punished: readonly Facts[] = [...proven, { penalty: { decided: true } }];

export const penalty: Facts = { penalty: { reasonsGiven: true }, comparable: { considered: true, outlier: false } };

export const factors = ['level-of-study', 'proportion', 'weighting', 'history', 'intention'];
export const judgement = ['seriousness', 'consistency', 'proportionality'];
export const allFactors = contentsOf(...factors, ...judgement, 'impact');

export const letter: Facts = {
  letter: { at: '2026-07-09T10:00:00+01:00', suggestsAdvice: true, warnsOfRepeat: true },
};
export const letterItems = ['decision', 'factors', 'consequences', 'appeals-procedure', 'right-of-appeal'];
