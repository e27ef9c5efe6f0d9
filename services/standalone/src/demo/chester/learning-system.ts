import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Body, Reply } from '../../client.js';
import type { Stage } from '../stage.js';

interface Settings {
  readonly url: string;
  readonly secret: string;
}

interface Message {
  readonly message: string;
  readonly body: string;
}

/** The university's learning system, as long as the story is told: it takes courses, and tells what becomes of them. */
export class LearningSystem {
  private readonly given: Body[] = [];
  private last: Message | undefined;

  private constructor(
    private readonly stage: Stage,
    private readonly server: Server,
    private readonly webhook: Webhook,
  ) {}

  /** @throws where its port is taken */
  static async open(stage: Stage, institution: string): Promise<LearningSystem> {
    const all = JSON.parse(await readFile(stage.learningSystems, 'utf8')) as Readonly<Record<string, Settings>>;
    const settings = all[institution];
    if (!settings) throw new Error(`${stage.learningSystems} has no learning system of ${institution}`);
    const { port, hostname } = new URL(settings.url);
    const server = createServer();
    const system = new LearningSystem(stage, server, new Webhook(settings.secret));
    system.listen();
    server.listen(Number(port), hostname);
    await once(server, 'listening');
    return system;
  }

  /** The course that a student is to complete, once it was told of it. */
  async course(student: string): Promise<Body> {
    const found = await this.stage.until(
      async () => this.given.find(({ type, data }) => type === 'course.given' && data.student === student),
      (one) => one !== undefined,
    );
    return found?.data;
  }

  async tells(type: string, course: string): Promise<Reply> {
    const body = JSON.stringify({ type, data: { course, at: (await this.stage.now()).toISOString() } });
    this.last = { message: randomUUID(), body };
    return this.send(this.last);
  }

  /** The last message once more, as a system does that has not heard that it was taken. */
  again(): Promise<Reply> {
    if (!this.last) throw new Error('nothing was told yet');
    return this.send(this.last);
  }

  private send({ message, body }: Message): Promise<Reply> {
    const now = new Date();
    return this.stage.anyone.send('POST', '/webhooks/learning/chester', {
      headers: {
        'content-type': 'application/json',
        'webhook-id': message,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': this.webhook.sign(message, now, body),
      },
      body,
    });
  }

  /** As somebody would send it who does not know the secret. */
  async unsigned(type: string, course: string): Promise<Reply> {
    const other = new Webhook(Buffer.from('somebody else, who knows nothing').toString('base64'));
    return new LearningSystem(this.stage, this.server, other).tells(type, course);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private listen(): void {
    this.server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        try {
          this.webhook.verify(body, request.headers as Record<string, string>, { jsonParse: false });
          this.given.push(JSON.parse(body) as Body);
          response.writeHead(204).end();
        } catch {
          response.writeHead(401).end();
        }
      });
    });
  }
}
