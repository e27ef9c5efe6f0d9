import { fetchToken } from '@probity/identity';
import { Caller, until, type Body, type PostOptions, type Reply } from '../client.js';

/** What was told did not come true. */
export class NotAsTold extends Error {
  override readonly name = 'NotAsTold';
}

/** Who plays, and who says what happened. Whatever an answer is not as told ends the play. */
export class Stage {
  private readonly cast = new Map<string, Caller>();
  readonly anyone: Caller;
  steps = 0;
  refusals = 0;

  constructor(
    readonly base: string,
    private readonly issuer: string,
    private readonly say: (line: string) => void,
  ) {
    this.anyone = new Caller(base);
  }

  async as(subject: string): Promise<Caller> {
    const known = this.cast.get(subject);
    if (known) return known;
    const caller = new Caller(this.base, await fetchToken(this.issuer, subject));
    this.cast.set(subject, caller);
    return caller;
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

  /** Reads until it is so: another service takes a moment. */
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
