import { describe, expect, it } from '@jest/globals';
import { to, sample } from '../contract/samples.js';
import { InvalidAppend, NotAllowed, StoreUnavailable } from '../port.js';
import { SeveralStreamsUnsupported, toAppendError, toStoreError } from './errors.js';

const streams = [to('hearing-1', 0, sample())];

describe('an error of the client', () => {
  it.each([
    { type: 'unavailable' },
    { type: 'cancelled' },
    { type: 'deadline-exceeded' },
    { type: 'timeout' },
    { type: 'not-leader' },
    { type: 'unknown' },
    { type: 'unknown', code: 2 },
    { code: 14 },
    { code: 1 },
    { code: 13 },
    { message: 'Failed to discover after 10 attempts.' },
  ])('that leaves the outcome open is told as such: %j', (error) => {
    expect(toStoreError(error)).toBeInstanceOf(StoreUnavailable);
    expect(toAppendError(error, streams)).toMatchObject({ name: 'StoreUnavailable', cause: error });
  });

  it.each([
    { type: 'stream-deleted' },
    { type: 'access-denied' },
    { type: 'unknown', code: 12 },
    { code: 9 },
    { code: 16 },
    new TypeError('no function'),
    'text',
    null,
  ])('that trying again would not mend is given as it is: %j', (error) => {
    expect(toStoreError(error)).toBe(error);
  });

  it.each([
    [{ type: 'access-denied' }, NotAllowed],
    [{ type: 'unsupported', message: 'needs 25.1' }, SeveralStreamsUnsupported],
    [{ type: 'maximum-append-size-exceeded' }, InvalidAppend],
    [{ type: 'transaction-max-size-exceeded' }, InvalidAppend],
    [{ type: 'append-record-size-exceeded' }, InvalidAppend],
    [{ type: 'unknown', code: 3, message: 'Schema name …' }, InvalidAppend],
  ])('about an append has its name in the port: %j', (error, expected) => {
    expect(toAppendError(error, streams)).toBeInstanceOf(expected);
  });
});
