import {
  isAfter,
  isPassing,
  position,
  type EventStore,
  type Position,
  type RecordedEvent,
  type Subscription,
} from '@probity/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { isDestroyed } from '../commands/errors.js';
import type { Streams } from '../commands/streams.js';
import { ParkedStream } from './parked-stream.entity.js';
import { ProjectionCheckpoint } from './checkpoint.entity.js';
import type { Projection } from './projection.js';

/** Told of what a projection could not do: with the stream that it left out, or none where it tries all again. */
export type ProjectionFailed = (projection: string, stream: string | null, error: unknown) => void;

/**
 * Follows the log for one projection: a page of events, its rows and the checkpoint in one transaction. Where several
 * processes of a service do so, they take turns, and none does what another has done. A stream that it cannot digest is
 * parked, so that the others flow; it is tried again, from there on, at every start.
 */
export class ProjectionRunner {
  private subscription: Subscription | undefined;
  private stopped = false;

  constructor(
    readonly projection: Projection,
    private readonly store: EventStore,
    private readonly streams: Streams,
    private readonly views: DataSource,
    private readonly failed: ProjectionFailed,
  ) {}

  start(): void {
    void this.follow();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.subscription?.close();
  }

  /** The log position up to which the rows are right, but for parked streams. */
  async at(): Promise<Position> {
    const row = await this.views.getRepository(ProjectionCheckpoint).findOneBy({ projection: this.projection.name });
    return position(row?.position ?? 0);
  }

  private async follow(): Promise<void> {
    for (let wait = 200; !this.stopped; wait = Math.min(wait * 2, 2_000)) {
      try {
        await this.begin();
        await this.tryParked();
        const at = await this.at();
        // Stopped meanwhile: a subscription made now would be closed by nobody, and keep its connection.
        if (this.stopped) return;
        this.subscription = this.store.subscribe({ categories: this.projection.categories }, at, async (page) => {
          await this.digest(page);
          wait = 200;
        });
        await this.subscription.ended;
      } catch (error) {
        if (!this.stopped) this.failed(this.projection.name, null, error);
      }
      if (!this.stopped) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** There is something to take turns by. */
  private async begin(): Promise<void> {
    const row = { projection: this.projection.name, position: '0' };
    await this.views.createQueryBuilder().insert().into(ProjectionCheckpoint).values(row).orIgnore().execute();
  }

  private async digest(page: readonly RecordedEvent[]): Promise<void> {
    const last = page.at(-1);
    if (!last) return;
    try {
      await this.project(page, last.position);
    } catch (error) {
      if (isPassing(error)) throw error;
      for (const [stream, events] of Map.groupBy(page, (event) => event.stream))
        await this.digestStream(stream, events);
      await this.views.transaction((manager) => this.moveTo(last.position, manager));
    }
  }

  private async digestStream(stream: string, events: readonly RecordedEvent[]): Promise<boolean> {
    const { name } = this.projection;
    try {
      await this.project(events);
      return true;
    } catch (error) {
      if (isPassing(error)) throw error;
      const row = { projection: name, stream, version: events[0]?.version ?? 1 };
      await this.views.createQueryBuilder().insert().into(ParkedStream).values(row).orIgnore().execute();
      this.failed(name, stream, error);
      return false;
    }
  }

  private async tryParked(): Promise<void> {
    const parked = this.views.getRepository(ParkedStream);
    for (const { projection, stream, version } of await parked.findBy({ projection: this.projection.name }))
      if (await this.digestStream(stream, await this.store.readStream(stream, { from: version })))
        await parked.delete({ projection, stream });
  }

  /** Events whose keys have been destroyed are passed over, and so is one that is destroyed meanwhile, the next time. */
  private async project(page: readonly RecordedEvent[], to?: Position): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.projectOnce(page, to);
      } catch (error) {
        if (!isDestroyed(error) || tries > page.length) throw error;
      }
    }
  }

  private async projectOnce(page: readonly RecordedEvent[], to?: Position): Promise<void> {
    const told = await this.streams.openAll(page);
    await this.views.transaction(async (manager) => {
      const done = await this.takeTurn(manager);
      const left = to === undefined ? told : told.filter(({ recorded }) => isAfter(recorded.position, done));
      if (left.length > 0) await this.projection.project(left, manager);
      if (to !== undefined) await this.moveTo(to, manager);
    });
  }

  /** Until the transaction ends. @returns up to where all is done, by whomever */
  private async takeTurn(manager: EntityManager): Promise<Position> {
    const rows: readonly { readonly position: string }[] = await manager.query(
      'SELECT position::text FROM projection_checkpoints WHERE projection = $1 FOR UPDATE',
      [this.projection.name],
    );
    return position(rows[0]?.position ?? 0);
  }

  /** Forwards only: another process of the service may be further. */
  private async moveTo(to: Position, manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO projection_checkpoints (projection, position) VALUES ($1, $2)
       ON CONFLICT (projection) DO UPDATE SET position = greatest(projection_checkpoints.position, excluded.position)`,
      [this.projection.name, to],
    );
  }
}
