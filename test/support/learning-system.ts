import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { until } from '@probity/standalone';

/** What Probity told it, as it came. */
export interface Told {
  /** The message's id, and the seconds at which it was sent. */
  readonly id: string;
  readonly sentAt: number;
  readonly type: string;
  readonly data: { readonly course: string; readonly student: string; readonly dueOn: string };
}

export type CourseEvent = 'course.opened' | 'course.test-accessed' | 'course.passed' | 'course.failed';

interface Telling {
  /** The message's id; another for each message, unless said. */
  readonly id?: string;
  /** When it was sent; now, unless said. */
  readonly sentAt?: Date;
  /** What it signs with; the secret that both know, unless said. */
  readonly secret?: string;
  /** What is sent in place of the event, such as a body that is none. */
  readonly body?: string;
}

/** A small learning system over HTTP, with signatures worked out here by Standard Webhooks, and by no library of Probity's. */
export class LearningSystem {
  readonly secret = `whsec_${randomBytes(32).toString('base64')}`;
  /** Every message that came with a right signature, also sent again. */
  readonly told: Told[] = [];
  /** Answers that it gives before it takes anything: statuses, in order. */
  readonly failing: number[] = [];
  /** Messages whose signature was wrong. */
  forged = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  static async start(): Promise<LearningSystem> {
    const system = new LearningSystem();
    await once(system.server.listen(0, '127.0.0.1'), 'listening');
    return system;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/probity`;
  }

  /** A file for the setting PROBITY_LEARNING_SYSTEMS, in which this is the system of the institution. */
  async settingsFile(institution: string): Promise<string> {
    const file = join(await mkdtemp(join(tmpdir(), 'probity-learning-')), 'systems.json');
    await writeFile(file, JSON.stringify({ [institution]: { url: this.url, secret: this.secret } }), { mode: 0o600 });
    return file;
  }

  /** The courses it was told of, each once. */
  get courses(): readonly Told['data'][] {
    return [...new Map(this.told.map(({ data }) => [data.course, data])).values()];
  }

  /** Waits until it has been told of it. */
  async courseOf(student: string): Promise<string> {
    const told = await until(
      async () => this.courses.filter((one) => one.student === student),
      (some) => some.length > 0,
    );
    return told.at(-1)?.course ?? '';
  }

  /**
   * Tells Probity what became of a course.
   * @param at RFC 3339: when it happened
   */
  async tell(
    probity: string,
    institution: string,
    type: CourseEvent,
    course: string,
    at: string,
    { id = randomUUID(), sentAt = new Date(), secret = this.secret, body }: Telling = {},
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const content = body ?? JSON.stringify({ type, timestamp: sentAt.toISOString(), data: { course, at } });
    const seconds = Math.floor(sentAt.getTime() / 1_000);
    const response = await fetch(`${probity}/webhooks/learning/${institution}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(secret, id, seconds, content),
      },
      body: content,
    });
    return { status: response.status, body: await response.json() };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const header = (name: string): string => String(request.headers[name] ?? '');
    const [id, seconds] = [header('webhook-id'), Number(header('webhook-timestamp'))];
    if (header('webhook-signature') !== signatureOf(this.secret, id, seconds, body)) {
      this.forged += 1;
      response.writeHead(401).end();
      return;
    }
    const { type, data } = JSON.parse(body) as Pick<Told, 'type' | 'data'>;
    this.told.push({ id, sentAt: seconds, type, data });
    response.writeHead(this.failing.shift() ?? 204).end();
  }
}

const signatureOf = (secret: string, id: string, seconds: number, body: string): string => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
};
