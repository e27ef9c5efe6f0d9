import { describe, expect, it } from '@jest/globals';
import { newClusterId } from './cluster-id.js';

describe('the id of a cluster', () => {
  const many = Array.from({ length: 2_000 }, newClusterId);

  it('is one that Kafka’s tools do not take for an option', () => {
    expect(many.filter((id) => id.startsWith('-'))).toEqual([]);
  });

  it('is 16 bytes, and no other cluster’s', () => {
    expect(new Set(many.map((id) => Buffer.from(id, 'base64url').length))).toEqual(new Set([16]));
    expect(new Set(many).size).toBe(many.length);
  });
});
