import type { Vault } from '@probity/record';
import type { Pool, PoolClient } from 'pg';
import { InvalidRegister, readRegister } from './read-register.js';
import type { Centre, CentreStaff, Certificate, Learner, Qualification, Register, Staff } from './register.js';
import {
  centreStaffKey,
  indexOf,
  type Person,
  personsOf,
  type RegisterIndex,
  type Snapshot,
} from './register-index.js';
import { digestOf, type Row, SealedSnapshots } from './sealed-snapshots.js';

export interface Replaced {
  readonly digest: string;
  /** RFC 3339; of the first telling, where the content was already in force. */
  readonly receivedAt: string;
  readonly changed: boolean;
}

export interface RegisterStoreOptions {
  /** Milliseconds for which another process's upload may go unnoticed. */
  readonly freshFor?: number;
}

type Indexes = ReadonlyMap<string, RegisterIndex>;

const latestSql = `select distinct on (institution) * from registers.snapshots order by institution, number desc`;

/**
 * What the institutions' own systems hold: uploaded whole, never changed, the latest in force, sealed under a key of each
 * institution's. Look-ups are of the latest.
 */
export class RegisterStore {
  readonly #pool: Pool;
  readonly #snapshots: SealedSnapshots;
  readonly #freshFor: number;
  /** By the snapshot's number, so that an upload is read once. */
  #known = new Map<string, RegisterIndex>();
  #current: { readonly at: number; readonly indexes: Promise<Indexes> } | undefined;

  constructor(pool: Pool, vault: Vault, options: RegisterStoreOptions = {}) {
    this.#pool = pool;
    this.#snapshots = new SealedSnapshots(vault);
    this.#freshFor = options.freshFor ?? 1_000;
  }

  /**
   * Takes the place of the institution's register. The content in force, uploaded again, changes nothing.
   * @throws InvalidRegister its shape, a reference, another institution's id, or a subject that another institution has
   */
  async replace(institution: string, content: unknown, by: string): Promise<Replaced> {
    const register = readRegister(content);
    if (register.institution.id !== institution)
      throw new InvalidRegister([{ pointer: '/institution/id', message: `is not ${institution}` }]);
    const replaced = await this.#exclusively(async (client) => {
      const { rows } = await client.query<Row>(latestSql);
      const others = rows.filter((row) => row.institution !== institution).map((row) => this.#snapshots.open(row));
      refuseTakenSubjects(register, await Promise.all(others));
      const inForce = rows.find((row) => row.institution === institution);
      const digest = digestOf(register);
      if (inForce?.digest === digest) return { digest, receivedAt: inForce.received_at.toISOString(), changed: false };
      const inserted = await client.query<Row>(
        `insert into registers.snapshots (institution, digest, sealed, received_from)
         values ($1, $2, $3, $4) returning received_at`,
        [institution, digest, await this.#snapshots.seal(institution, digest, register), by],
      );
      return { digest, receivedAt: inserted.rows[0]?.received_at.toISOString() ?? '', changed: true };
    });
    this.#current = undefined;
    return replaced;
  }

  async latest(institution: string): Promise<Snapshot | undefined> {
    return (await this.#of(institution))?.snapshot;
  }

  /** Whom a token's subject stands for, at whichever institution. */
  async person(subject: string): Promise<Person | undefined> {
    for (const index of (await this.#indexes()).values()) {
      const person = index.persons.get(subject);
      if (person) return person;
    }
    return undefined;
  }

  async staff(institution: string, id: string): Promise<Staff | undefined> {
    return (await this.#of(institution))?.staff.get(id);
  }

  async centre(institution: string, id: string): Promise<Centre | undefined> {
    return (await this.#of(institution))?.centres.get(id);
  }

  async centreStaff(institution: string, centre: string, id: string): Promise<CentreStaff | undefined> {
    return (await this.#of(institution))?.centreStaff.get(centreStaffKey(centre, id));
  }

  async learner(institution: string, id: string): Promise<Learner | undefined> {
    return (await this.#of(institution))?.learners.get(id);
  }

  async qualification(institution: string, number: string): Promise<Qualification | undefined> {
    return (await this.#of(institution))?.qualifications.get(number);
  }

  async certificate(institution: string, number: string): Promise<Certificate | undefined> {
    return (await this.#of(institution))?.certificates.get(number);
  }

  async #of(institution: string): Promise<RegisterIndex | undefined> {
    return (await this.#indexes()).get(institution);
  }

  #indexes(): Promise<Indexes> {
    const now = performance.now();
    if (this.#current && now - this.#current.at < this.#freshFor) return this.#current.indexes;
    const current = { at: now, indexes: this.#load() };
    this.#current = current;
    current.indexes.catch(() => {
      if (this.#current === current) this.#current = undefined;
    });
    return current.indexes;
  }

  async #load(): Promise<Indexes> {
    const heads = await this.#pool.query<{ number: string }>(
      'select max(number) as number from registers.snapshots group by institution',
    );
    const numbers = heads.rows.map((row) => row.number);
    const unknown = numbers.filter((number) => !this.#known.has(number));
    const { rows } = unknown.length
      ? await this.#pool.query<Row>('select * from registers.snapshots where number = any($1)', [unknown])
      : { rows: [] };
    const opened = rows.map(async (row) => [row.number, indexOf(await this.#snapshots.open(row))] as const);
    const read = new Map(await Promise.all(opened));
    this.#known = new Map(
      numbers.flatMap((number) => {
        const index = read.get(number) ?? this.#known.get(number);
        return index ? [[number, index]] : [];
      }),
    );
    return new Map([...this.#known.values()].map((index) => [index.snapshot.register.institution.id, index]));
  }

  /** One upload at a time, so that two institutions cannot take one subject at once. */
  async #exclusively<T>(act: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await client.query("select pg_advisory_xact_lock(hashtextextended('registers', 0))");
      const result = await act(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failed: Error) => (broken = failed));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

function refuseTakenSubjects(register: Register, others: readonly Snapshot[]): void {
  const taken = new Set(others.flatMap((other) => personsOf(other.register).map(([subject]) => subject)));
  const faults = (['staff', 'regulators', 'systems'] as const).flatMap((list) =>
    register[list].flatMap((row, nth) =>
      taken.has(row.subject)
        ? [{ pointer: `/${list}/${nth}/subject`, message: 'is a subject of another institution' }]
        : [],
    ),
  );
  if (faults.length > 0) throw new InvalidRegister(faults);
}
