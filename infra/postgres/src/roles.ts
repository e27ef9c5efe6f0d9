import pg from 'pg';

export interface ConnectOptions {
  /** Every connection acts as this role; the server refuses a role that the user is not in. */
  readonly role?: string;
  /** Connections at most; 10 when left out. */
  readonly max?: number;
  /** Milliseconds after which a statement is given up here, even if the network says nothing; never when left out. */
  readonly queryTimeout?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Told when a connection at rest is lost. The pool replaces it by itself. */
  readonly onError?: (error: Error) => void;
}

const ROLE = /^[a-z][a-z0-9_-]{0,62}$/;

function checkedRole(role: string): string {
  if (!ROLE.test(role)) throw new Error(`not a role's name: ${JSON.stringify(role)}; expected ${ROLE.source}`);
  return role;
}

/** In milliseconds. Short enough that a stuck statement frees its connection, long enough for a report. */
const TIMEOUTS = {
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  // How soon the server stops working for a client that has gone.
  client_connection_check_interval: 1_000,
} as const;

/** pg lets an address's `options` replace ours, and the role with them; so they are joined, ours last. */
function splitOptions(url: string): { connectionString: string; given: string } {
  const address = new URL(url);
  const given = address.searchParams.get('options') ?? '';
  address.searchParams.delete('options');
  return { connectionString: address.href, given };
}

/** An address and the session options that go with it, the given ones first, so that ours win. */
export function session(
  url: string,
  extra: Readonly<Record<string, string>> = {},
): { connectionString: string; options: string } {
  const { connectionString, given } = splitOptions(url);
  const settings = Object.entries({ ...TIMEOUTS, timezone: 'UTC', ...extra });
  return {
    connectionString,
    options: [given, ...settings.map(([name, value]) => `-c ${name}=${value}`)].join(' ').trim(),
  };
}

/**
 * For every pool, whoever makes it: without a listener of its own, a connection that is lost at rest, or between two
 * statements of whoever has it, ends the process.
 */
export class SturdyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}

/** A pool whose connections act as `role`, in UTC, and that outlives a server that goes away and comes back. */
export function connect(url: string, options: ConnectOptions = {}): pg.Pool {
  const { connectionString, options: started } = session(
    url,
    options.role === undefined ? {} : { role: checkedRole(options.role) },
  );
  const pool = new pg.Pool({
    connectionString,
    options: started,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'probity',
    connectionTimeoutMillis: 5_000,
    ...(options.queryTimeout === undefined ? {} : { query_timeout: options.queryTimeout }),
    keepAlive: true,
    Client: SturdyClient,
  });
  pool.on('error', options.onError ?? (() => {}));
  return pool;
}

/** Makes a role that cannot log in and lets the current user act as it. Safe to repeat, and to call from many at once. */
export async function ensureRole(admin: pg.Pool, role: string): Promise<void> {
  const name = pg.escapeIdentifier(checkedRole(role));
  const unlessThere = (statement: string): string =>
    `DO $$ BEGIN ${statement}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`;
  const { rows } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rows.length === 0) await admin.query(unlessThere(`CREATE ROLE ${name} NOLOGIN`));
  const { rows: users } = await admin.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  );
  if (users[0]?.rolsuper !== true) await admin.query(unlessThere(`GRANT ${name} TO CURRENT_USER`));
}

/**
 * A user of this database alone, who is in the role and in nothing else: what a service logs in as. Its connections cannot
 * become anybody else.
 * @returns the database's address for that user
 */
export async function ensureLogin(
  admin: pg.Pool,
  url: string,
  { role, password }: { role: string; password: string },
): Promise<string> {
  const { rows } = await admin.query<{ oid: string }>('SELECT oid FROM pg_database WHERE datname = current_database()');
  const user = checkedRole(`${role}_at_${rows[0]?.oid}`);
  await ensureRole(admin, role);
  await ensureRole(admin, user);
  const [name, group] = [pg.escapeIdentifier(user), pg.escapeIdentifier(role)];
  await admin.query(`ALTER ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(password)}; GRANT ${group} TO ${name}`);
  const address = new URL(url);
  address.username = user;
  address.password = password;
  return address.href;
}

/** The same server's database `name`, made when missing. Safe to call from many at once. */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  const pool = connect(url, { max: 1 });
  try {
    const { rows } = await pool.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rows.length === 0) await pool.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).catch(ignoreExisting);
  } finally {
    await pool.end();
  }
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}

function ignoreExisting(error: { code?: string }): void {
  if (error.code !== '42P04' && error.code !== '23505') throw error;
}
