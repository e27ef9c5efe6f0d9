import { act, type Stage } from '../stage.js';
import type { Opened } from './report-and-triage.js';

/** One accountable manager, an independent lead, notice to whom it may go to, evidence, an interview, an issue answered. */
export const investigate = async (stage: Stage, { centre, digest }: Opened): Promise<void> => {
  const at = `/cases/${centre.id}/investigation`;
  const manager = await stage.as('imi-quality-manager');
  const lead = await stage.as('imi-lead');
  const does = (who: typeof manager, path: string, body: unknown) => act(who, at, `${at}${path}`, body);
  const heldOn = await stage.day(0);
  stage.chapter('3  Investigation');
  await stage.see(manager, at, () => true);
  const declares = async (subject: string, staff: string, previousInvolvement: boolean) =>
    does(await stage.as(subject), '/declarations', { staff, previousInvolvement, personalInterest: false });

  await stage.refused(
    'A lead before there is an accountable manager',
    'IMI/resp/manager-accountable',
    does(manager, '/lead', { staff: 'IMI-S03' }),
  );
  await stage.done('One manager is accountable', does(manager, '/manager', { staff: 'IMI-S01' }));
  await stage.done('The manager declares no involvement', declares('imi-quality-manager', 'IMI-S01', false));
  await stage.done('The untrained investigator declares no involvement', declares('imi-untrained', 'IMI-S04', false));
  await stage.refused('A lead without training', 'IMI/resp/independence', does(manager, '/lead', { staff: 'IMI-S04' }));
  await stage.done('Another declares an earlier part in the matter', declares('imi-involved', 'IMI-S05', true));
  await stage.refused(
    'A lead who was involved before',
    'IMI/resp/independence',
    does(manager, '/lead', { staff: 'IMI-S05' }),
  );
  await stage.done('The third declares none', declares('imi-lead', 'IMI-S03', false));
  await stage.done('An independent, trained lead is assigned', does(manager, '/lead', { staff: 'IMI-S03' }));
  const plan = {
    facts: 'Compare claims with assessment records.',
    'cause-and-people': 'Interview the Coordinator and the assessors.',
    scale: 'All claims of the last twelve months.',
    'action-by-centre': "Read the centre's own inquiry.",
    'remedial-action': 'Look at its internal quality assurance.',
    'certificates-issued': 'Twelve certificates are in question.',
    'evidence-for-action': 'Signed records, system logs.',
    'patterns-and-trends': 'Earlier cases at the centre.',
  };
  const started = await stage.done(
    'The investigation starts on a plan that answers all eight objectives',
    does(lead, '/start', { plan }),
  );
  stage.note(started.due.explained);

  await stage.refused(
    'Notice to the centre before it is said who of its staff is implicated',
    'IMI/notify/coordinator-implicated',
    does(manager, '/notices', { recipient: 'centre-coordinator', person: 'P-01' }),
  );
  await stage.done('The Coordinator is named as implicated', does(manager, '/implicated', { centreStaff: ['P-01'] }));
  await stage.refused(
    'Notice to the accused Coordinator',
    'IMI/notify/coordinator-implicated',
    does(manager, '/notices', { recipient: 'centre-coordinator', person: 'P-01' }),
  );
  await stage.done(
    'Notice goes to the quality team instead',
    does(manager, '/notices', {
      recipient: 'quality-team',
      person: 'P-02',
      reason: 'Leads the quality team and has no part in the claims.',
    }),
  );
  const { request } = await stage.done(
    'Assessment records are asked for',
    does(lead, '/requests', {
      of: 'The quality team',
      what: 'Assessment records of the twelve learners',
      dueOn: '2099-01-31',
    }),
  );
  await stage.done('The centre answers', does(lead, `/requests/${request}/reply`, { reply: 'Records attached.' }));
  await stage.done(
    'The evidence is added, by its digest',
    does(lead, '/evidence', {
      digest,
      name: 'claims.pdf',
      mediaType: 'application/pdf',
      description: 'The claims',
      source: 'the report',
    }),
  );
  await stage.refused(
    'An interview of the accused without the offer of a companion',
    'IMI/timelines/accompanied',
    does(lead, '/interviews', {
      person: 'P-01',
      accused: true,
      companionOffered: false,
      heldOn,
      summary: 'Held.',
    }),
  );
  await stage.done(
    'The Coordinator is interviewed, with a companion',
    does(lead, '/interviews', {
      person: 'P-01',
      accused: true,
      companionOffered: true,
      companion: { accepted: true, name: 'A colleague' },
      heldOn,
      summary: 'Says the claims were made in error.',
    }),
  );
  const { issue } = await stage.done(
    'The centre raises an issue with the conduct of the investigation',
    does(lead, '/issues', { issue: 'Too little time to find the records.' }),
  );
  await stage.done('It is answered', does(lead, `/issues/${issue}/answer`, { answer: 'Another week was given.' }));
};

/** Draft, response, final, signed off by somebody else. */
export const writeReport = async (stage: Stage, { centre, digest }: Opened): Promise<void> => {
  const at = `/cases/${centre.id}/investigation`;
  const manager = await stage.as('imi-quality-manager');
  const lead = await stage.as('imi-lead');
  const does = (who: typeof manager, path: string, body: unknown) => act(who, at, `${at}${path}`, body);
  stage.chapter('6  The report');
  await stage.done(
    'There is sufficient evidence',
    does(manager, '/sufficient-evidence', { sufficient: true, reason: 'Twelve claims without records.' }),
  );
  const contents = {
    evidence: 'Claims compared with records.',
    where: 'At the centre, in its claims office.',
    who: 'The centre; the Coordinator in a case of his own.',
    'remedial-action': 'Certificates invalidated; independent assessors.',
    sharing: 'The regulators have been told.',
    'facts-and-mitigation': 'Twelve claims; the centre co-operated.',
    'opportunity-to-respond': 'You may respond within the window stated.',
  };
  const refused = await stage.refused(
    'A draft that lacks one of the eight items',
    'IMI/invrep/contents',
    does(lead, '/report/drafts', { contents, evidence: [digest] }),
  );
  stage.check('It names the item that is missing', JSON.stringify(refused).includes('appeals-policy'), refused);
  await stage.done(
    'The draft has all eight',
    does(lead, '/report/drafts', {
      contents: { ...contents, 'appeals-policy': 'You may appeal under the Appeals Policy.' },
      evidence: [digest],
    }),
  );
  await stage.done('The subject gets it, and has a window to respond', does(lead, '/report/served', { to: 'P-02' }));
  const established = [
    {
      point: '1',
      offence: 'claims-before-completion',
      outcome: 'malpractice',
      reasons: 'Claimed knowingly before completion.',
    },
  ];
  await stage.refused(
    'A final report before the window has closed',
    'IMI/invrep/respond',
    does(lead, '/report/final', { established }),
  );
  await stage.done('The centre responds', does(lead, '/report/response', { response: 'We accept the figures.' }));
  await stage.refused(
    'A final report established by the manager',
    'IMI/resp/lead',
    does(manager, '/report/final', { established }),
  );
  await stage.done(
    'The lead establishes what happened, and the report is final',
    does(lead, '/report/final', { established }),
  );
  const attestation = {
    fairReasonableLegal: true,
    evidenceConsideredWithoutBias: true,
    dueProcessFollowed: true,
    externalPartiesInformed: true,
  };
  await stage.refused(
    'The lead signs off the report',
    'IMI/timelines/oversight',
    does(lead, '/report/sign-off', { attestation }),
  );
  await stage.done(
    'The manager, who is not the lead, signs it off',
    does(manager, '/report/sign-off', { attestation }),
  );
};
