import { randomUUID } from 'node:crypto';
import {
  type Appended,
  type Filter,
  MemoryEventStore,
  type Position,
  type ReadAll,
  type RecordedEvent,
  StoreUnavailable,
} from '@probity/event-store';

const at = '2026-03-02T09:00:00Z';

/** A store in memory that can be away, and is filled by a line an event. */
export class TestLog extends MemoryEventStore {
  away = false;

  async record(stream: string, caseId: string | null, type: string): Promise<Appended> {
    const expected = (await this.readStream(stream)).length;
    const told = { id: randomUUID(), type, schemaVersion: 1, institution: 'example', case: caseId, authority: [] };
    const acted = { actedAt: at, occurredAt: at, actor: 'system:test', policy: { pack: 'example', version: '1' } };
    const request = { correlationId: randomUUID(), causationId: null, requestDigest: '', keyId: `case:${caseId}` };
    return this.append([{ stream, expected, events: [{ ...told, ...acted, ...request, data: new Uint8Array() }] }]);
  }

  override async head(): Promise<Position> {
    if (this.away) throw new StoreUnavailable();
    return super.head();
  }

  override async readAll(after: Position, filter?: Filter, options?: ReadAll): Promise<readonly RecordedEvent[]> {
    if (this.away) throw new StoreUnavailable();
    return super.readAll(after, filter, options);
  }
}
