import { fetchToken, type SampleProvider } from '@probity/identity';
import { sampleFile } from '../samples.js';
import { Caller, until, type Body, type PostOptions, type Reply } from '../client.js';

/** What was told did not come true. */
export class NotAsTold extends Error {
  override readonly name = 'NotAsTold';
}

/** In place of the system's own, for tests. */
export interface StageClock {
  now(): Date;
  /** @param instant RFC 3339 */
  set(instant: string): void;
}

/** Who plays, and who says what happened. Whatever an answer is not as told ends the play. */
export class Stage {
  private readonly cast = new Map<string, Caller>();
  readonly anyone: Caller;
  steps = 0;
  refusals = 0;

  constructor(
    readonly base: string,
    private readonly provider: SampleProvider,
    private readonly say: (line: string) => void,
    private readonly clock?: StageClock,
    /** With which the institutions' learning systems sign, and where they listen; left out: those of the samples. */
    readonly learningSystems: string = sampleFile('learning-systems.json'),
  ) {
    this.anyone = new Caller(base);
  }

  /** What time it is where it is played: a system of samples may be ahead. */
  async now(): Promise<Date> {
    if (this.clock) return this.clock.now();
    const { status, body } = await this.anyone.get('/clock');
    return status === 200 ? new Date(body.at) : new Date();
  }

  /** @returns `2026-11-30`: so many days from now */
  async day(days: number): Promise<string> {
    return new Date((await this.now()).getTime() + days * 86_400_000).toISOString().slice(0, 10);
  }

  /** Time passes, where the system's clock may be moved; false: it is real. */
  async passUntil(at: string, as: string): Promise<boolean> {
    if (this.clock) this.clock.set(at);
    else {
      const mover = await this.as(as);
      const headers = { 'content-type': 'application/json' };
      const { status, body } = await mover.send('PUT', '/clock', { headers, body: JSON.stringify({ at }) });
      if (status === 404) return false;
      if (status !== 200) throw new NotAsTold(`${at}: ${JSON.stringify(body, null, 2)}`);
    }
    this.say(`  ~ It is ${at.slice(0, 10)}`);
    return true;
  }

  async as(subject: string): Promise<Caller> {
    const known = this.cast.get(subject);
    if (known) return known;
    const caller = new Caller(this.base, await fetchToken(this.provider, subject));
    this.cast.set(subject, caller);
    return caller;
  }

  /** The same stage, where nothing is said of what happens as before; whatever is not as told ends the play all the same. */
  unsaid(): Stage {
    return new Stage(this.base, this.provider, () => {}, this.clock, this.learningSystems);
  }

  chapter(title: string): void {
    this.say(`\n${title}\n${'-'.repeat(title.length)}`);
  }

  note(line: string): void {
    this.say(`    ${line}`);
  }

  /** Somebody did something: it succeeded, and this is the clause that it rests on. */
  async done(what: string, reply: Promise<Reply>): Promise<Body> {
    const { status, body } = await reply;
    if (status !== 200 && status !== 201)
      throw new NotAsTold(`${what}: answered ${status}\n${JSON.stringify(body, null, 2)}`);
    this.steps += 1;
    const clauses = (body.clauses ?? []) as readonly string[];
    this.say(`  + ${what}${clauses.length > 0 ? `  [${clauses.slice(0, 3).join(', ')}]` : ''}`);
    return body;
  }

  /** Somebody tried something, and was refused by this clause. */
  async refused(what: string, clause: string, reply: Promise<Reply>): Promise<Body> {
    const { status, body } = await reply;
    const clauses = ((body.refusals ?? []) as { readonly clauses: readonly string[] }[]).flatMap(
      (refusal) => refusal.clauses,
    );
    if (status < 400 || !clauses.includes(clause))
      throw new NotAsTold(`${what}: not refused by ${clause}\n${status} ${JSON.stringify(body, null, 2)}`);
    this.refusals += 1;
    this.say(`  - ${what}: refused, ${status}  [${clause}]`);
    this.note(String(body.detail));
    return body;
  }

  check(what: string, holds: boolean, seen: unknown): void {
    if (!holds) throw new NotAsTold(`${what}: not so\n${JSON.stringify(seen, null, 2)}`);
    this.steps += 1;
    this.say(`  = ${what}`);
  }

  /** Asks until it is so: another service takes a moment. */
  until<T>(ask: () => Promise<T>, willDo: (answer: T) => boolean): Promise<T> {
    return until(ask, willDo);
  }

  /** Reads until it is so. */
  async see(caller: Caller, path: string, willDo: (body: Body) => boolean): Promise<Body> {
    const { body } = await until(
      () => caller.get(path),
      (reply) => reply.status === 200 && willDo(reply.body),
    );
    return body;
  }
}

/** A post on a resource whose version is read just before. */
export const act = (
  caller: Caller,
  of: string,
  path: string,
  body: unknown,
  options: PostOptions = {},
): Promise<Reply> => caller.post(path, body, { of, ...options });
