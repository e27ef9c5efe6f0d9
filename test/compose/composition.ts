import type { CommandOptions } from './command.js';
import type { Engine } from './engine.js';
import { root } from './places.js';

export interface Container {
  readonly service: string;
  readonly id: string;
  readonly image: string;
  readonly isRunning: boolean;
  /** Of what it was started as; 0 while it runs. */
  readonly exitCode: number;
  /** Of its health check; undefined where it has none. */
  readonly health: string | undefined;
  readonly isReadOnly: boolean;
  /** Milliseconds since the epoch. */
  readonly finishedAt: number;
  /** By the network's name in the file. */
  readonly networks: readonly string[];
}

/** What we read of `docker inspect`. */
interface Inspected {
  readonly Id: string;
  readonly Config: { readonly Image: string; readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: { readonly ReadonlyRootfs: boolean };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, object>> };
  readonly State: {
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly FinishedAt: string;
    readonly Health?: { readonly Status: string };
  };
}

/** Milliseconds: as long as images are built, or everything starts. */
const patience = 1_800_000;

/** The containers of `docker-compose.yml`, under a project's name of their own. */
export class Composition {
  constructor(
    private readonly engine: Engine,
    private readonly project: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  private compose(words: readonly string[], options: CommandOptions = {}): Promise<string> {
    const { environment } = this;
    return this.engine.compose(['--project-name', this.project, ...words], {
      cwd: root,
      environment,
      patience,
      ...options,
    });
  }

  async build(): Promise<void> {
    await this.compose(['build']);
  }

  /** Starts these and what they need, and waits until each that something needs is well. */
  async up(...services: readonly string[]): Promise<void> {
    await this.compose(['up', '--detach', '--no-build', ...services]);
  }

  /** Runs so many of each of these, and stops those that are too many. */
  async scale(count: number, ...services: readonly string[]): Promise<void> {
    const each = services.flatMap((service) => ['--scale', `${service}=${count}`]);
    await this.compose(['up', '--detach', '--no-build', '--no-recreate', '--no-deps', ...each, ...services]);
  }

  /** With all that it kept. */
  async remove(): Promise<void> {
    await this.compose(['down', '--volumes', '--remove-orphans', '--timeout', '5']);
  }

  async logs(...services: readonly string[]): Promise<string> {
    return this.compose(['logs', '--no-color', '--tail', '60', ...services]);
  }

  /** Each that there is, running or not. */
  async containers(): Promise<readonly Container[]> {
    const label = `label=com.docker.compose.project=${this.project}`;
    const ids = (await this.engine.docker(['ps', '--all', '--quiet', '--filter', label])).split('\n').filter(Boolean);
    if (ids.length === 0) return [];
    const inspected = JSON.parse(await this.engine.docker(['inspect', ...ids])) as Inspected[];
    return inspected.map((one) => this.containerOf(one));
  }

  async container(service: string): Promise<Container> {
    const found = (await this.containers()).find((one) => one.service === service);
    if (!found) throw new Error(`There is no container of ${service}`);
    return found;
  }

  /** Runs a program in a container. @returns what it printed */
  async inside(service: string, ...words: readonly string[]): Promise<string> {
    const { id } = await this.container(service);
    return this.engine.docker(['exec', id, ...words]);
  }

  /** As a machine that loses its power: nothing is told, nothing is closed. */
  async kill(service: string): Promise<void> {
    await this.engine.docker(['kill', (await this.container(service)).id]);
  }

  async start(service: string): Promise<void> {
    await this.engine.docker(['start', (await this.container(service)).id]);
  }

  /** Asks it to stop, and kills it after the grace that the file gives it. */
  async stop(service: string): Promise<void> {
    await this.engine.docker(['stop', (await this.container(service)).id], { patience: 120_000 });
  }

  async cut(service: string, network: string): Promise<void> {
    const { id } = await this.container(service);
    await this.engine.docker(['network', 'disconnect', `${this.project}_${network}`, id]);
  }

  async mend(service: string, network: string): Promise<void> {
    const { id } = await this.container(service);
    await this.engine.docker(['network', 'connect', '--alias', service, `${this.project}_${network}`, id]);
  }

  private containerOf({ Id, Config, HostConfig, NetworkSettings, State }: Inspected): Container {
    return {
      service: Config.Labels['com.docker.compose.service'] ?? '',
      id: Id,
      image: Config.Image,
      isRunning: State.Running,
      exitCode: State.ExitCode,
      health: State.Health?.Status,
      isReadOnly: HostConfig.ReadonlyRootfs,
      finishedAt: Date.parse(State.FinishedAt),
      networks: Object.keys(NetworkSettings.Networks).map((name) => name.slice(this.project.length + 1)),
    };
  }
}
