import type { PublicEvent } from '@probity/messaging';
import { connect } from '@probity/postgres';
import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { System } from './system.js';

/** What services told one another otherwise than `/asyncapi.json` says, and the types of all that they told. */
export const toldBeside = async (system: System): Promise<{ wrong: readonly string[]; types: ReadonlySet<string> }> => {
  const { body } = await system.anyone().get('/asyncapi.json');
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  ajv.addSchema({ components: body.components }, 'urn:probity:told');
  const wrong: string[] = [];
  const types = new Set<string>();
  for (const { source, type, data } of await onTheBus(system)) {
    const name = `${source}.${type}`;
    types.add(name);
    if (!ajv.validate(`urn:probity:told#/components/schemas/${name}`, data)) wrong.push(...linesOf(name, ajv.errors));
  }
  return { wrong, types };
};

const linesOf = (name: string, errors: readonly ErrorObject[] | null | undefined): readonly string[] =>
  (errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`);

const onTheBus = async (system: System): Promise<readonly PublicEvent[]> => {
  const pool = connect(system.database.url, { max: 1 });
  try {
    const { rows } = await pool.query<{ event: PublicEvent }>('SELECT event FROM bus.messages');
    return rows.map(({ event }) => event);
  } finally {
    await pool.end();
  }
};
