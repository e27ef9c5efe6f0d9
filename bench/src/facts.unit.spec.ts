import { describe, expect, it } from '@jest/globals';
import { fold, newFact, newFacts, newStream } from './facts.js';

describe('the facts that every store is given', () => {
  const stream = newStream();

  it('hold about 770 bytes of data as JSON', () => {
    for (const { data } of newFacts(stream, 100)) {
      expect(Math.abs(JSON.stringify(data).length - 770)).toBeLessThan(20);
    }
  });

  it('have an id each, and the scope of their stream', () => {
    const facts = newFacts(stream, 50);
    expect(new Set(facts.map(({ envelope }) => envelope.id)).size).toBe(50);
    expect(newFact(stream).envelope.keyId).toBe(`case:${stream.slice('hearing-'.length)}`);
  });

  it('fold to what the last one says, and to what all of them add up to', () => {
    const facts = newFacts(stream, 20).map(({ data }) => data);
    const minutes = facts.reduce((sum, fact) => sum + fact.minutes, 0);
    expect(fold(facts)).toEqual({ step: facts.at(-1)?.step, minutes });
  });
});
