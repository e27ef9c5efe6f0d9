import { describe, expect, it } from '@jest/globals';
import { derivedId } from './derived-id.js';

describe('derivedId', () => {
  it('is a UUID of version 8', () => {
    expect(derivedId('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it('is the same for the same parts, in every release', () => {
    expect(derivedId('public event', 'intake', '1')).toBe('6558bf9c-ec4b-893f-827c-69e0190322dd');
  });
  it('tells parts apart', () => {
    expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'));
    expect(derivedId('a","b')).not.toBe(derivedId('a', 'b'));
  });
});
