import { describe, expect, it } from '@jest/globals';
import { failureOf, pauseAfter } from './failure.js';

const says = (responseCode: number, command: string, response = `${responseCode} No.`) =>
  failureOf({ code: 'EENVELOPE', responseCode, command, response });

describe('what the mail system says', () => {
  it.each([
    [550, 'RCPT TO', '550 5.1.1 <p.angstrom@student.example> unknown', '550 5.1.1 at RCPT TO'],
    [553, 'MAIL FROM', '553 No.', '553 at MAIL FROM'],
    [554, 'DATA', '554-5.7.1 Spam', '554 5.7.1 at DATA'],
  ])('%i of the letter at %s is for good, in codes alone', (code, command, response, told) => {
    expect(says(code, command, response)).toEqual({ is: 'permanent', ofAll: false, code: told });
  });

  it('4xx of the letter passes, and the next letter is tried', () => {
    expect(says(451, 'RCPT TO')).toEqual({ is: 'passing', ofAll: false, code: '451 at RCPT TO' });
  });

  it.each([
    [554, 'CONN'],
    [535, 'AUTH PLAIN'],
    [530, 'MAIL FROM'],
    [421, 'EHLO'],
  ])('%i at %s is about us: it passes, and no other letter is tried now', (code, command) => {
    expect(says(code, command)).toMatchObject({ is: 'passing', ofAll: true });
  });

  it('nothing at all passes; an address that is none does not', () => {
    expect(failureOf({ code: 'ESOCKET' })).toEqual({ is: 'passing', ofAll: true, code: 'ESOCKET' });
    expect(failureOf(new Error('p.angstrom@student.example'))).toMatchObject({ is: 'passing', code: 'unknown' });
    expect(failureOf({ code: 'EENVELOPE' })).toMatchObject({ is: 'permanent', ofAll: false });
  });
});

it('pauses grow from a quarter of a minute to an hour', () => {
  expect([1, 2, 3, 8, 9, 100].map(pauseAfter)).toEqual([15_000, 30_000, 60_000, 1_920_000, 3_600_000, 3_600_000]);
});
