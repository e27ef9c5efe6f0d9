import { position, type EventStore, type Position, type Subscription } from '@probity/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import type { Streams } from '../commands/streams.js';
import type { Projection } from './projection.js';
import { ProjectionCheckpoint } from './checkpoint.entity.js';

/** Follows the log for one projection: a page of events, its rows and the checkpoint in one transaction. */
export class ProjectionRunner {
  private subscription: Subscription | undefined;
  private stopped = false;

  constructor(
    readonly projection: Projection,
    private readonly store: EventStore,
    private readonly streams: Streams,
    private readonly views: DataSource,
    private readonly failed: (projection: string, error: unknown) => void,
  ) {}

  start(): void {
    void this.follow();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.subscription?.close();
  }

  /** The log position up to which the rows are right. */
  async at(): Promise<Position> {
    const row = await this.views.getRepository(ProjectionCheckpoint).findOneBy({ projection: this.projection.name });
    return position(row?.position ?? 0);
  }

  /** A page that fails is tried again; events wait, none is passed over. */
  private async follow(): Promise<void> {
    for (let wait = 200; !this.stopped; wait = Math.min(wait * 2, 10_000)) {
      try {
        const at = await this.at();
        // Stopped meanwhile: a subscription made now would be closed by nobody, and keep its connection.
        if (this.stopped) return;
        this.subscription = this.store.subscribe({ categories: this.projection.categories }, at, async (page) => {
          const told = await Promise.all(page.map((event) => this.streams.open(event)));
          const last = page.at(-1);
          if (!last) return;
          await this.views.transaction(async (manager) => {
            await this.projection.project(told, manager);
            await this.moveTo(last.position, manager);
          });
          wait = 200;
        });
        await this.subscription.ended;
      } catch (error) {
        if (!this.stopped) this.failed(this.projection.name, error);
      }
      if (!this.stopped) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  private async moveTo(to: Position, manager: EntityManager): Promise<void> {
    await manager.upsert(ProjectionCheckpoint, { projection: this.projection.name, position: to }, ['projection']);
  }
}
