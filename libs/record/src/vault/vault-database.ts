import { isPassing } from '@probity/event-store';
import { DatabaseError, type Pool } from 'pg';
import type { Lease } from './data-keys.js';
import type { Wrapped } from './key-management.js';
import { type Destruction, ScopeDestroyed, ScopeForbidden, ScopeHeld, VaultUnavailable } from './vault.js';

/** What the database said of a scope. */
export interface Standing extends Lease {
  /** Undefined where nobody has sealed there yet, or this role may know nothing of it. */
  readonly alive: boolean | undefined;
  readonly seals: boolean;
  readonly opens: boolean;
  /** Those newer than the one known; only where this role may open. */
  readonly keys: readonly NumberedKey[];
}

export interface NumberedKey extends Wrapped {
  readonly number: number;
}

export interface Asked {
  readonly scope: string;
  /** The highest number at hand; 0 for none. */
  readonly known: number;
}

export interface Offered {
  readonly scope: string;
  readonly wrapped: Wrapped;
}

/** A scope that was destroyed. */
export interface Tombstone extends Destruction {
  /** From 1, in the order of destruction, without holes. */
  readonly number: number;
  readonly scope: string;
}

interface Row {
  readonly nth: number;
  readonly alive: boolean | null;
  readonly seals: boolean;
  readonly opens: boolean;
  readonly lease_ms: number;
  readonly number: number | null;
  readonly wrapped: Buffer;
  readonly master: string;
}

/** The vault's functions in SQL, with the role's rights. All throw VaultUnavailable where the database cannot be asked. */
export class VaultDatabase {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => number,
  ) {}

  async ask(asked: readonly Asked[]): Promise<readonly Standing[]> {
    const asOf = this.now();
    const scopes = asked.map(({ scope }) => scope);
    const known = asked.map((one) => one.known);
    const rows = await this.#query<Row>('SELECT * FROM vault.ask($1, $2)', [scopes, known]);
    return standings(rows, asked.length, asOf);
  }

  /** Makes the scope's own key of what is offered, unless it has one. */
  async provision(offered: readonly Offered[]): Promise<readonly Standing[]> {
    const asOf = this.now();
    const rows = await this.#query<Row>('SELECT * FROM vault.provision($1, $2, $3)', [
      offered.map(({ scope }) => scope),
      offered.map(({ wrapped }) => wrapped.bytes),
      offered.map(({ wrapped }) => wrapped.master),
    ]);
    return standings(rows, offered.length, asOf);
  }

  /** @throws ScopeDestroyed @throws ScopeForbidden */
  async addKey({ scope, wrapped }: Offered): Promise<Lease & { readonly number: number }> {
    const asOf = this.now();
    const [row] = await this.#query<{ number: number | null; lease_ms: number }>(
      'SELECT * FROM vault.add_key($1, $2, $3)',
      [scope, wrapped.bytes, wrapped.master],
    );
    if (row?.number == null) throw new ScopeDestroyed(scope);
    return { number: row.number, asOf, leaseMs: row.lease_ms };
  }

  /** @returns the lease that others may still have, in milliseconds. @throws ScopeHeld @throws ScopeForbidden */
  async destroy(scope: string, { at, by, why }: Destruction): Promise<number> {
    const [row] = await this.#query<{ ms: number }>('SELECT vault.destroy($1, $2, $3, $4) AS ms', [scope, at, by, why]);
    if (!row) throw new Error('the vault did not say how long to wait');
    return row.ms;
  }

  /** @throws ScopeDestroyed @throws ScopeForbidden */
  async hold(held: string, holder: string): Promise<void> {
    const [row] = await this.#query<{ gone: string | null }>('SELECT vault.hold($1, $2) AS gone', [held, holder]);
    if (row?.gone != null) throw new ScopeDestroyed(row.gone);
  }

  async tombstones(after: number, most: number): Promise<readonly Tombstone[]> {
    const rows = await this.#query<Omit<Tombstone, 'number'> & { number: string }>(
      'SELECT * FROM vault.tombstones_after($1, $2)',
      [after, most],
    );
    return rows.map((row) => ({ ...row, number: Number(row.number) }));
  }

  /** Two batches that stood in each other's way are tried again. */
  async #query<R extends object>(sql: string, values: unknown[], tries = 5): Promise<R[]> {
    try {
      return (await this.pool.query<R>(sql, values)).rows;
    } catch (error) {
      if (tries > 1 && error instanceof DatabaseError && /^40(001|P01)$/.test(error.code ?? ''))
        return this.#query(sql, values, tries - 1);
      throw toVaultError(error);
    }
  }
}

const standings = (rows: readonly Row[], count: number, asOf: number): Standing[] => {
  const byNth = Map.groupBy(rows, ({ nth }) => nth);
  return Array.from({ length: count }, (_, index) => {
    const [first, ...more] = byNth.get(index + 1) ?? [];
    if (!first) throw new Error('the vault left a scope unanswered');
    const { alive, seals, opens, lease_ms: leaseMs } = first;
    const keys = [first, ...more].flatMap(({ number, wrapped, master }) =>
      number === null ? [] : [{ number, bytes: wrapped, master }],
    );
    return { asOf, leaseMs, alive: alive ?? undefined, seals, opens, keys };
  });
};

const toVaultError = (error: unknown): unknown => {
  if (isPassing(error)) return new VaultUnavailable('the keys cannot be reached', { cause: error });
  const { code, constraint, detail = '' } = error instanceof DatabaseError ? error : {};
  if (constraint === OF_A_MASTER)
    return new VaultUnavailable('the master key is out of use: restart with the new one', { cause: error });
  if (code === NOT_GRANTED) return new ScopeForbidden(detail);
  return code === HELD ? new ScopeHeld(detail) : error;
};

/** As the functions raise them, with the scope as detail. */
const NOT_GRANTED = 'PV001';
const HELD = 'PV002';
const OF_A_MASTER = 'keys_master_fkey';
