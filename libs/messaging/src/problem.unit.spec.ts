import { describe, expect, it } from '@jest/globals';
import { reasonOf } from './problem.js';

const coded = (code: string): Error => Object.assign(new Error('said with a payload'), { code });

describe('reasonOf', () => {
  it('is the name and the code, never the message', () => {
    expect(reasonOf(coded('23505'))).toBe('Error 23505');
    expect(reasonOf(Object.assign(new Error(), { code: 29, type: 'TOPIC_AUTHORIZATION_FAILED' }))).toBe(
      'Error TOPIC_AUTHORIZATION_FAILED',
    );
    expect(reasonOf(new TypeError('said with a payload'))).toBe('TypeError');
    expect(reasonOf('said with a payload')).toBe('unnamed');
  });
});
