import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@probity/event-store';
import { Client } from 'pg';
import { isPassing, reasonOf } from './problem.js';

const coded = (code: string): Error => Object.assign(new Error('said with a payload'), { code });

describe('isPassing', () => {
  it('holds of a database that nobody answers for', async () => {
    const client = new Client({ host: '127.0.0.1', port: 1 });
    const error = await client.connect().catch((refused: unknown) => refused);
    expect(isPassing(error)).toBe(true);
  });

  it.each([
    new StoreUnavailable(),
    new Error('wrapped', { cause: new StoreUnavailable() }),
    ...['57P01', '08006', '53300', 'ECONNRESET'].map(coded),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
  ])('holds of %p', (error) => expect(isPassing(error)).toBe(true));

  it.each([new Error('no'), coded('23505'), coded('42P01'), new TypeError('x'), null, undefined, 'ECONNRESET'])(
    'does not hold of %p',
    (error) => expect(isPassing(error)).toBe(false),
  );
});

describe('reasonOf', () => {
  it('is the name and the code, never the message', () => {
    expect(reasonOf(coded('23505'))).toBe('Error 23505');
    expect(reasonOf(new TypeError('said with a payload'))).toBe('TypeError');
    expect(reasonOf('said with a payload')).toBe('unnamed');
  });
});
