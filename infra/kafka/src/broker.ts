import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { boundToParent, spawnBound, type Running } from '@probity/processes';
import { brokerJars, logging } from './jars.js';
import type { Node, Properties } from './properties.js';
import { untilAnswers } from './until-answers.js';

export interface BrokerOptions {
  /** Of this node alone; made when missing. */
  readonly dataDirectory: string;
  readonly node: Node;
  readonly properties: Properties;
  /** The same for all nodes of a cluster: 22 characters. */
  readonly clusterId: string;
  /** More options of Kafka's `format`, such as `--add-scram`. */
  readonly format?: readonly string[];
  readonly log?: (line: string) => void;
}

const memory = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const propertiesFile = (dataDirectory: string): string => join(dataDirectory, 'server.properties');
const logDirectory = (dataDirectory: string): string => join(dataDirectory, 'log');

/** One node of Kafka (KRaft: broker and controller) as a child that never outlives us. */
export class Broker {
  readonly #options: BrokerOptions;
  #running: Running | undefined;

  constructor(options: BrokerOptions) {
    this.#options = options;
  }

  get pid(): number {
    return this.#running?.pid ?? 0;
  }

  /** Formats what is not formatted, starts, and waits until it takes connections. */
  async start(): Promise<void> {
    const { dataDirectory, node, log } = this.#options;
    const jars = await brokerJars();
    await mkdir(dataDirectory, { recursive: true });
    await this.#format(jars);
    const lines: string[] = [];
    const java = [...memory, `-Dlog4j2.configurationFile=${logging}`, '-cp', jars];
    const command = boundToParent({ kind: 'self' }, 'java', [...java, 'kafka.Kafka', propertiesFile(dataDirectory)]);
    const running = spawnBound(command, (line) => {
      lines.push(line);
      if (lines.length > 20) lines.shift();
      log?.(line);
    });
    this.#running = running;
    const ended = running.exited.then((status) => {
      throw new Error(`Kafka ended with ${status}:\n${lines.join('\n')}`);
    });
    await Promise.race([untilAnswers(node.port), ended]);
    ended.catch(() => undefined);
  }

  /** Cleanly: what it leads, it hands over first. */
  async stop(): Promise<void> {
    this.#running?.signal('SIGINT');
    await this.#running?.exited;
    this.#running = undefined;
  }

  /** As a machine that loses its power, but for what the disk had not got. */
  async kill(): Promise<void> {
    if (this.#running) process.kill(this.#running.pid, 'SIGKILL');
    await this.#running?.exited;
    this.#running = undefined;
  }

  pause(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  resume(): void {
    process.kill(this.pid, 'SIGCONT');
  }

  /** Stopped, it forgets all that it held. */
  async wipe(): Promise<void> {
    await rm(logDirectory(this.#options.dataDirectory), { recursive: true, force: true });
  }

  async #format(jars: string): Promise<void> {
    const { dataDirectory, properties, clusterId, format = [] } = this.#options;
    const directory = logDirectory(dataDirectory);
    const lines = Object.entries({ ...properties, 'log.dirs': directory }).map(([name, value]) => `${name}=${value}`);
    await writeFile(propertiesFile(dataDirectory), `${lines.join('\n')}\n`, { mode: 0o600 });
    if (existsSync(join(directory, 'meta.properties'))) return;
    const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', propertiesFile(dataDirectory)];
    const options = [...memory, `-Dlog4j2.configurationFile=${logging}`, '-cp', jars, ...tool, ...format];
    const { status, stdout, stderr } = spawnSync('java', options, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Kafka's format failed in ${dataDirectory}:\n${stdout}${stderr}`);
  }
}
