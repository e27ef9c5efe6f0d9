import type { Vault } from '@probity/record';
import type { Pool, PoolClient } from 'pg';
import { unknownCareers } from './careers.js';
import { InvalidRegister, pointerTo, readRegister } from './read-register.js';
import type { ReferenceFault } from './references.js';
import type {
  Centre,
  CentreStaff,
  Certificate,
  Learner,
  Module,
  Qualification,
  Register,
  Result,
  Staff,
  Student,
} from './register.js';
import {
  centreStaffKey,
  indexOf,
  nearTo,
  type Person,
  personsOf,
  type RegisterIndex,
  type Snapshot,
} from './register-index.js';
import { digestOf, type Row, SealedSnapshots } from './sealed-snapshots.js';
import { InvalidTable, type TableFault, type UploadedTable, withTable } from './tables/index.js';

export interface Replaced {
  readonly digest: string;
  /** RFC 3339; of the first telling, where the content was already in force. */
  readonly receivedAt: string;
  readonly changed: boolean;
}

export interface TableReplaced extends Replaced {
  readonly lines: number;
  readonly kept: number;
  /** All of them; none unless the good lines were to be kept. */
  readonly faults: readonly TableFault[];
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
    return this.#exclusively(async (client) => {
      const { own, others } = await this.#inForce(client, institution);
      const faults = [...takenSubjects(others)(register), ...unknownCareers(register)];
      if (faults.length > 0)
        throw new InvalidRegister(faults.map(({ path, message }) => ({ pointer: pointerTo(path), message })));
      return this.#append(client, own, register, by);
    });
  }

  /**
   * A table takes the place of that table in the institution's register: whole, or with `keepGood` its good lines alone.
   * @throws InvalidTable what is wrong, line by line; nothing changes
   */
  async replaceTable(
    institution: string,
    uploaded: UploadedTable,
    { keepGood, by }: { readonly keepGood: boolean; readonly by: string },
  ): Promise<TableReplaced> {
    return this.#exclusively(async (client) => {
      const { own, others } = await this.#inForce(client, institution);
      if (!own)
        throw new InvalidRegister([{ pointer: '', message: 'of this institution must be uploaded whole first' }]);
      const { register: present } = await this.#snapshots.open(own);
      const taken = takenSubjects(others);
      const more = (candidate: Register): readonly ReferenceFault[] =>
        uploaded.table === 'students' ? [...taken(candidate), ...unknownCareers(candidate)] : taken(candidate);
      const { register, kept, faults } = withTable(present, uploaded, more);
      const isKept = keepGood && uploaded.legible && kept > 0 && faults.every(({ line }) => line !== null);
      if (faults.length > 0 && !isKept) throw new InvalidTable(faults, uploaded.lines);
      return { ...(await this.#append(client, own, register, by)), lines: uploaded.lines, kept, faults };
    });
  }

  async latest(institution: string): Promise<Snapshot | undefined> {
    return (await this.#of(institution))?.snapshot;
  }

  /** Whom a token's subject stands for, at whichever institution. */
  async person(subject: string): Promise<Person | undefined> {
    for (const index of (await this.#indexes()).values()) {
      const person = index.persons.get(subject);
      if (!person) continue;
      const staff = person.kind === 'staff' ? index.staff.get(person.id) : undefined;
      return staff
        ? { ...person, nearTo: (module) => nearTo(staff, index.modules.get(module), index.officesIn) }
        : person;
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

  async student(institution: string, id: string): Promise<Student | undefined> {
    return (await this.#of(institution))?.students.get(id);
  }

  async module(institution: string, code: string): Promise<Module | undefined> {
    return (await this.#of(institution))?.modules.get(code);
  }

  /** How a student stands in each part of a module that the register has of them. */
  async results(institution: string, student: string): Promise<readonly Result[]> {
    return (await this.#of(institution))?.results.get(student) ?? [];
  }

  async result(institution: string, student: string, module: string, component: string): Promise<Result | undefined> {
    const results = await this.results(institution, student);
    return results.find((one) => one.module === module && one.component === component);
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

  async #inForce(
    client: PoolClient,
    institution: string,
  ): Promise<{ readonly own: Row | undefined; readonly others: readonly Snapshot[] }> {
    const { rows } = await client.query<Row>(latestSql);
    const others = rows.filter((row) => row.institution !== institution).map((row) => this.#snapshots.open(row));
    return { own: rows.find((row) => row.institution === institution), others: await Promise.all(others) };
  }

  async #append(client: PoolClient, own: Row | undefined, register: Register, by: string): Promise<Replaced> {
    const { id } = register.institution;
    const digest = digestOf(register);
    if (own?.digest === digest) return { digest, receivedAt: own.received_at.toISOString(), changed: false };
    const inserted = await client.query<Row>(
      `insert into registers.snapshots (institution, digest, sealed, received_from)
       values ($1, $2, $3, $4) returning received_at`,
      [id, digest, await this.#snapshots.seal(id, digest, register), by],
    );
    return { digest, receivedAt: inserted.rows[0]?.received_at.toISOString() ?? '', changed: true };
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
      this.#current = undefined;
      return result;
    } catch (error) {
      await client.query('rollback').catch((failed: Error) => (broken = failed));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** Subjects that another institution has: a token stands for one person. */
const takenSubjects =
  (others: readonly Snapshot[]) =>
  (register: Register): readonly ReferenceFault[] => {
    const taken = new Set(others.flatMap((other) => personsOf(other.register).map(([subject]) => subject)));
    return (['staff', 'regulators', 'systems', 'students'] as const).flatMap((list) =>
      register[list].flatMap(({ subject }, nth) =>
        subject !== undefined && taken.has(subject)
          ? [{ path: [list, nth, 'subject'], message: 'is a subject of another institution', code: 'taken' }]
          : [],
      ),
    );
  };
