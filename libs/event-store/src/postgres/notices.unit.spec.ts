import { describe, expect, it } from '@jest/globals';
import { categoriesIn, noticeOf } from './notices.js';

const store = '0b9d2b5e-6a0f-4f0e-9a53-6a3f6f3f6a11';

describe('a notice', () => {
  it('tells to what was appended', () => {
    const categories = ['report', 'a "quoted" one', 'größer'];
    expect(categoriesIn(noticeOf(store, categories))).toEqual(categories);
  });

  it('tells only that something was, where there is too much to tell', () => {
    const notice = noticeOf(
      store,
      Array.from({ length: 200 }, (_, nth) => `${'ü'.repeat(20)}${nth}`),
    );
    expect(notice).toBe(store);
    expect(categoriesIn(notice)).toBeUndefined();
  });

  it.each(['', 'a b', `${store} 5`, `${store} {`, `${store} {"0":"report"}`])('may be anybody’s: %j', (notice) => {
    expect(categoriesIn(notice)).toBeUndefined();
  });
});
