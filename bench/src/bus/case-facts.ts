import { type Fact, newFact, newStream, STREAM_LENGTH } from '../facts.js';

/** How many cases are under way at a time. */
const CASES = 200;

/** Cases of `STREAM_LENGTH` facts, many of them under way at a time: each next fact is of another case. */
export function* caseFacts(count: number): Generator<readonly Fact[]> {
  for (let made = 0; made < count; made += CASES * STREAM_LENGTH) {
    const cases = Array.from({ length: Math.min(CASES, (count - made) / STREAM_LENGTH) }, newStream);
    for (let nth = 0; nth < STREAM_LENGTH; nth += 1) yield cases.map(newFact);
  }
}
