import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Body, Caller, type Reply, sampleFile } from '@probity/standalone';

/** Somebody was told that it was done. */
export interface Acknowledged {
  readonly report: string;
  readonly key: string;
  readonly reference: string;
  /** Of the case that was opened by it. */
  readonly case: string;
}

/** Milliseconds. */
const pause = 100;
const toAnswer = 30_000;
const toGoOn = 120_000;

/** People at work: each hands in a report and opens a case by it, again and again. Whatever is not answered is asked again with its key. */
export class Casework {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that did not come, or were 503: what the people noticed of it. */
  askedAgain = 0;
  /** An answer that none of our rules explains. */
  readonly surprises: string[] = [];
  private readonly anyone: Caller;
  private goesOn = true;
  private readonly working: Promise<unknown>;

  constructor(
    base: string,
    private readonly officer: Caller,
    people: number,
  ) {
    this.anyone = new Caller(base);
    this.working = Promise.all(Array.from({ length: people }, () => this.work()));
  }

  /** Until so many more have their answer. @throws where they wait too long */
  async untilDone(more: number): Promise<void> {
    const enough = this.acknowledged.length + more;
    for (const end = Date.now() + toGoOn; this.acknowledged.length < enough; await sleep(50))
      if (Date.now() > end)
        throw new Error(`nobody was served for ${toGoOn / 1_000} seconds; last: ${this.lastTrouble}`);
  }

  /** Nobody begins anything more; resolves when what was begun has its answer. */
  async end(): Promise<void> {
    this.goesOn = false;
    await this.working;
  }

  private lastTrouble = 'none';

  private async work(): Promise<void> {
    const report = JSON.parse(await readFile(sampleFile('report.json'), 'utf8')) as Body;
    while (this.goesOn)
      try {
        await this.workOnce(report);
      } catch (error) {
        this.surprises.push((error as Error).message);
        if (this.surprises.length > 20) return;
      }
  }

  private async workOnce(sample: Body): Promise<void> {
    const key = randomUUID();
    const handedIn = await this.told(() => this.anyone.post('/reports', sample, { key }));
    const report = `/reports/${handedIn.id}`;
    await this.act(report, 'acknowledgement', { notice: 'We have received it.' });
    await this.act(report, 'scope', { inScope: true, reason: 'An approved centre and its learners.' });
    const offences = [{ code: 'claims-before-completion' }];
    await this.act(report, 'category', { offences, classification: 'malpractice', intent: 'not-known' });
    const opened = await this.act(report, 'cases', { subject: { kind: 'centre', id: 'C-1042' }, products: ['Q-001'] });
    this.acknowledged.push({ report: handedIn.id, key, reference: handedIn.reference, case: opened.case });
  }

  private async act(report: string, what: string, body: object): Promise<Body> {
    const { headers } = await this.answered(() => this.officer.get(report));
    const ifMatch = headers.get('etag') ?? '';
    const key = randomUUID();
    return this.told(() => this.officer.post(`${report}/${what}`, body, { key, ifMatch }));
  }

  private async told(ask: () => Promise<Reply>): Promise<Body> {
    return (await this.answered(ask)).body;
  }

  /** Asked again until it is answered: no answer, 502 and 503 are none. @throws where it is refused */
  private async answered(ask: () => Promise<Reply>): Promise<Reply> {
    for (;;) {
      const reply = await Promise.race([ask(), sleep(toAnswer, undefined, { ref: false })]).catch(
        (error: unknown) => void (this.lastTrouble = String(error)),
      );
      if (reply && reply.status < 300) return reply;
      if (reply && reply.status !== 503 && reply.status !== 502)
        throw new Error(`answered ${reply.status}: ${JSON.stringify(reply.body).slice(0, 400)}`);
      if (reply) this.lastTrouble = `${reply.status} ${JSON.stringify(reply.body).slice(0, 300)}`;
      this.askedAgain += 1;
      await sleep(pause);
    }
  }
}

/**
 * What of it is not there any more, or not everywhere, in words: the report under its key, the case at those who heard of it.
 * Empty where all is well.
 */
export const missingOf = async (
  one: Acknowledged,
  anyone: Caller,
  manager: Caller,
  again: Body,
  end: number,
): Promise<readonly string[]> => {
  const missing: string[] = [];
  const reply = await anyone.post('/reports', again, { key: one.key });
  if (reply.status >= 300 || reply.body.id !== one.report)
    missing.push(`${one.reference}: asked again under its key it is ${reply.status} ${reply.body.id}`);
  for (const part of ['investigation', 'sanctions', 'file']) {
    let status = 0;
    do ({ status } = await manager.get(`/cases/${one.case}/${part}`));
    while (status !== 200 && Date.now() < end && (await sleep(200, true)));
    if (status !== 200) missing.push(`case ${one.case} (${one.reference}): its ${part} is ${status}`);
  }
  return missing;
};
