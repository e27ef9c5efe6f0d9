import { until, type Body, type Caller, type Reply } from '@probity/standalone';
import { System } from '../support/system.js';

/** Why something is refused: by which rule, and on which clause it rests. */
export interface Why {
  readonly code: string;
  readonly clause: string;
  readonly status?: 403 | 409 | 422;
}

/** One institution in a whole system, with the others beside it: its people by the names of their tokens, its clock where it is set. */
export class Institution {
  private readonly callers = new Map<string, Promise<Caller>>();

  private constructor(
    readonly system: System,
    private readonly people: string,
  ) {}

  /** @param at RFC 3339 @param people what the names of its people begin with: `ibc` */
  static async start(at: string, people: string, settings: NodeJS.ProcessEnv = {}): Promise<Institution> {
    const system = await System.start(undefined, settings);
    system.clock.set(at);
    return new Institution(system, people);
  }

  /** Another one in the same system. */
  beside(people: string): Institution {
    return new Institution(this.system, people);
  }

  stop(): Promise<void> {
    return this.system.stop();
  }

  /** The clock, for all. Tokens hold for minutes: whoever asks after that signs in again. */
  set(at: string): void {
    this.system.clock.set(at);
    this.callers.clear();
  }

  /** `registrar`, `student-1`. */
  as(who: string): Promise<Caller> {
    const known = this.callers.get(who) ?? this.system.as(`${this.people}-${who}`);
    this.callers.set(who, known);
    return known;
  }

  async reads(who: string, path: string): Promise<Body> {
    const { status, body } = await (await this.as(who)).get(path);
    if (status !== 200) throw new Error(`${who} ${path}: ${status} ${JSON.stringify(body, null, 2)}`);
    return body;
  }

  /** Reads until it is so: another service takes a moment. */
  async sees(who: string, path: string, willDo: (body: Body) => boolean): Promise<Body> {
    const caller = await this.as(who);
    const { body } = await until(
      () => caller.get(path),
      (reply) => reply.status === 200 && willDo(reply.body),
    );
    return body;
  }

  /** A post on a resource whose version is read just before. */
  async tries(who: string, of: string | undefined, path: string, body: unknown): Promise<Reply> {
    return (await this.as(who)).post(path, body, of === undefined ? {} : { of });
  }

  async does(who: string, of: string | undefined, path: string, body: unknown = {}): Promise<Body> {
    const reply = await this.tries(who, of, path, body);
    if (reply.status !== 200 && reply.status !== 201)
      throw new Error(`${who} ${path}: ${reply.status} ${JSON.stringify(reply.body, null, 2)}`);
    return reply.body;
  }

  /** Refused by this rule, with the clause that it rests on. */
  async refused(who: string, of: string | undefined, path: string, body: unknown, why: Why): Promise<Body> {
    const { code, clause, status = 422 } = why;
    const reply = await this.tries(who, of, path, body);
    const clauses = ((reply.body.refusals ?? []) as readonly Refusal[])
      .filter((refusal) => refusal.code === code)
      .flatMap((refusal) => refusal.clauses);
    if (reply.status !== status || !clauses.includes(clause))
      throw new Error(
        `${who} ${path}: not refused by ${code} [${clause}]: ${reply.status} ${JSON.stringify(reply.body, null, 2)}`,
      );
    return reply.body;
  }

  /** As somebody asks who reads nothing of the case: the version is what the first refusal names. */
  async asks(who: string, path: string, body: unknown = { fields: {} }): Promise<Reply> {
    const caller = await this.as(who);
    const first = await caller.post(path, body);
    return first.status === 428 ? caller.post(path, body, { ifMatch: first.body.current }) : first;
  }

  step(who: string, of: string, at: string, step: string, fields: object = {}, letter?: object): Promise<Body> {
    return this.does(who, of, `${at}/steps/${step}`, { fields, ...(letter ? { letter } : {}) });
  }
}

interface Refusal {
  readonly code: string;
  readonly clauses: readonly string[];
}
