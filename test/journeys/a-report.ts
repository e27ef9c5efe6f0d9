import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { sampleFile, type Body, type Caller } from '@probity/standalone';

/** The sample report, without its attachment. */
export const aReport = async (more: object = {}): Promise<Body> => ({
  ...JSON.parse(await readFile(sampleFile('report.json'), 'utf8')),
  attachments: [],
  ...more,
});

/** A report that was received: its path, and what was answered. */
export const received = async (
  anyone: Caller,
  more: object = {},
): Promise<{ readonly path: string; readonly body: Body }> => {
  const { status, body } = await anyone.post('/reports', await aReport(more));
  expect({ status, body }).toMatchObject({ status: 201 });
  return { path: `/reports/${body.id}`, body };
};

/** As `received`, with a case opened on the centre. */
export const opened = async (
  anyone: Caller,
  officer: Caller,
  more: object = {},
  subject: object = { kind: 'centre', id: 'C-1042' },
): Promise<{ readonly report: string; readonly case: string }> => {
  const { path, body } = await received(anyone, more);
  const acts = {
    acknowledgement: { notice: 'We have it.' },
    scope: { inScope: true, reason: 'It is about a centre.' },
    category: { offences: [{ code: 'claims-before-completion' }], classification: 'malpractice', intent: 'not-known' },
    cases: { subject },
  };
  let last: Body;
  for (const [act, said] of Object.entries(acts)) {
    const reply = await officer.post(`${path}/${act}`, said, { of: path });
    expect({ act, ...reply.body }).toMatchObject({ act, id: body.id });
    last = reply.body;
  }
  return { report: body.id, case: last.case };
};
