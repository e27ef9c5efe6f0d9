import { act, type Stage } from '../stage.js';
import type { Opened } from './report-and-triage.js';

/** Finding by finding; then the action, against four aims. */
export const decide = async (stage: Stage, { centre, digest }: Opened): Promise<void> => {
  const at = `/cases/${centre.id}/hearing`;
  const manager = await stage.as('imi-quality-manager');
  stage.chapter('7  Decision');
  await stage.see(manager, at, (hearing) => JSON.stringify(hearing).includes('claims-before-completion'));
  const aims = {
    'minimise-risk': 'No award stands without assessment.',
    'public-confidence': 'The awards are taken back openly.',
    'discourage-others': 'The centre pays for what it caused.',
  };
  const actions = [
    { code: 'invalidate-certificates', parameters: { count: 12 } },
    { code: 'independent-personnel', parameters: { personnel: 'assessors', from: '2027-01-04' } },
  ];
  await stage.refused(
    'An action before the finding',
    'IMI/outcomes/aims',
    act(manager, at, `${at}/actions`, { actions, aims, rationale: 'See above.' }),
  );
  await stage.done(
    'Malpractice is found on the one point',
    act(manager, at, `${at}/findings`, {
      findings: [
        { point: '1', outcome: 'malpractice', reasons: 'The records and the interview agree.', evidence: [digest] },
      ],
    }),
  );
  await stage.refused(
    'A rationale that leaves out one of the four aims',
    'IMI/outcomes/aims',
    act(manager, at, `${at}/actions`, { actions, aims, rationale: 'See above.' }),
  );
  const all = { ...aims, 'no-gain': 'Fees for the claims are not returned.' };
  await stage.refused(
    'A warning, which the policy knows for learners, to a centre',
    'IMI/outcomes/learner-warning',
    act(manager, at, `${at}/actions`, { actions: [{ code: 'learner-warning' }], aims: all, rationale: 'See above.' }),
  );
  await stage.done(
    'Certificates are invalidated and independent assessors insisted on',
    act(manager, at, `${at}/actions`, {
      actions,
      aims: all,
      rationale: 'The least that protects learners and the awards.',
    }),
  );
  await stage.done(
    'The decision is sent, with the Appeals Policy in it',
    act(manager, at, `${at}/decision-notice`, { to: 'P-02' }),
  );
  await stage.refused(
    'An appeal, while the Appeals Policy is not configured',
    'IMI/outcomes/appeal',
    act(manager, at, `/cases/${centre.id}/appeals`, { by: 'C-1042', grounds: 'We disagree.' }),
  );
};

/** Twelve certificates invalid; the centre's confirmations chased; no reissue. */
export const putIntoEffect = async (stage: Stage, { centre, certificates }: Opened): Promise<void> => {
  const at = `/cases/${centre.id}/sanctions`;
  const manager = await stage.as('imi-quality-manager');
  const system = await stage.as('imi-certificates');
  stage.chapter('8  Effect');
  await stage.see(manager, at, (sanctions) => JSON.stringify(sanctions).includes('independent-personnel'));
  const invalid = certificates.map((number) => ({
    number,
    reason: 'Claimed before the learner had finished.',
    next: 'reassess',
  }));
  await stage.refused(
    'An invalidation without a reason for each',
    'IMI/outcomes/invalid-inform',
    act(manager, at, `${at}/invalidations`, { certificates: invalid.map((one) => ({ ...one, reason: '' })) }),
  );
  await stage.done(
    'Twelve certificates are invalid, each with its reason and what happens next',
    act(manager, at, `${at}/invalidations`, { certificates: invalid }),
  );
  await stage.done('Their return is asked for', act(manager, at, `${at}/returns`, {}));
  const { body: status } = await system.get(`/certificates/${certificates[0]}`);
  stage.check(
    'The certificate system is told: invalid, no reissue',
    status.status === 'invalid' && status.reissue.permitted === false,
    status,
  );
  stage.note(`[${String(status.reissue.clause)}] ${status.reissue.says}`);
  await stage.refused(
    'A reissue of an invalid certificate',
    'IMI/outcomes/invalid-duplicates',
    system.post(`/certificates/${certificates[0]}/reissues`, {}),
  );
  const on = await stage.day(0);
  for (const what of ['learners-notified', 'records-amended', 'certificates-returned'])
    await stage.done(
      `The centre confirms: ${what.replaceAll('-', ' ')}`,
      act(manager, at, `${at}/confirmations`, {
        what,
        certificates,
        on,
        ...(what === 'learners-notified' ? { covers: ['status', 'action', 'reassessment', 'appeal'] } : {}),
      }),
    );
  await stage.done(
    'Independent assessors are in place',
    act(manager, at, `${at}/effects`, { action: 'independent-personnel', what: 'Agreed in writing.' }),
  );
};
