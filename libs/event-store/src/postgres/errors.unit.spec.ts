import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { NotAllowed, StoreUnavailable } from '../port.js';
import { isPassing } from './errors.js';

const coded = (code: string): Error => Object.assign(new Error('said with a payload'), { code });
const circular = Object.assign(new Error('round'), { cause: undefined as unknown });
circular.cause = circular;

describe('isPassing', () => {
  it.each([{ host: '127.0.0.1', port: 1 }, { host: '/nowhere' }])('holds of a database at %p', async (address) => {
    const error = await new Client(address).connect().catch((refused: unknown) => refused);
    expect(isPassing(error)).toBe(true);
  });

  it.each(['08006', '25006', '25P03', '40001', '40P01', '53100', '53200', '53300', '55P03', '57014', '57P01', '58030'])(
    'holds of SQLSTATE %s',
    (code) => expect(isPassing(coded(code))).toBe(true),
  );

  it.each([
    new StoreUnavailable(),
    new Error('wrapped', { cause: new StoreUnavailable() }),
    Object.assign(new Error('as TypeORM tells it'), { driverError: coded('40P01') }),
    coded('ECONNRESET'),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
  ])('holds of %p', (error) => expect(isPassing(error)).toBe(true));

  it.each([
    ...['23505', '42P01', '42501', '22P02', 'ENOENT', '0800'].map(coded),
    new NotAllowed('report'),
    new TypeError('x'),
    circular,
    null,
    undefined,
    'ECONNRESET',
  ])('does not hold of %p', (error) => expect(isPassing(error)).toBe(false));
});
