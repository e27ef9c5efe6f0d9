import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition } from '@probity/policy-packs';
import type { FilledItem } from './form.js';
import { formPage, type Paper } from './form-page.js';

const item = (code: string, more: Partial<FilledItem> = {}): FilledItem => ({
  ...{ code, says: `Says ${code}.`, clauses: ['C-2'], field: undefined, isSignature: false, act: 'garden.sweep' },
  ...{ line: 'Words.', by: 'S-1', at: '2026-11-06T14:30:00.000Z', is: 'told' as const, ...more },
});
const field = (type: FieldDefinition['type'], choices: readonly string[] = []) =>
  ({ name: 'x', title: 'X', type, choices }) as unknown as FieldDefinition;
const policy = {
  ...{ title: 'Rules <of> the Garden', version: '1', timeZone: 'Europe/London' },
  clause: (id: string) => (id === 'C-2' ? ({ requirement: 'The card & the broom' } as never) : undefined),
  word: () => 'gardener',
};
const paper = (items: readonly FilledItem[], more: Partial<Paper> = {}): Paper => ({
  policy,
  form: {
    ...{ name: 'card', title: 'The card', clauses: ['C-1'], on: 'garden.sweep', state: 'complete' },
    ...{ completed: { by: 'S-1', at: '2026-11-06T14:30:00.000Z' }, items },
    sent: [{ notice: 'copy', to: ['student'], at: '2026-11-07T09:00:00.000Z' }],
  },
  reference: 'GA-2026-000001',
  heading: { about: 'Fern Green, G-1', module: 'GA101 Lawns' },
  names: new Map([['S-1', 'Rose Gray, head gardener']]),
  ...more,
});

describe('a filled form, printed', () => {
  it('says which form of which case it is, whom it is about, and by which policy and clauses', () => {
    const page = formPage(paper([item('words')]));
    for (const part of ['<h1>The card</h1>', 'GA-2026-000001', 'Fern Green, G-1', 'GA101 Lawns', '[C-1]', '[C-2]'])
      expect(page).toContain(part);
    expect(page).toContain('<dt>C-2</dt><dd>The card &#38; the broom</dd>');
  });

  it('says who recorded each item, when, at the institution’s time; who completed it; and whom a copy went to', () => {
    const page = formPage(paper([item('words')]));
    expect(page).toContain('Recorded by Rose Gray, head gardener, 6 November 2026, 14:30');
    expect(page).toContain('Complete. Completed by Rose Gray, head gardener, 6 November 2026, 14:30.');
    expect(page).toContain('A copy was sent to: student; 7 November 2026, 09:00.');
  });

  it('has a signature with its date', () => {
    const page = formPage(paper([item('sign', { isSignature: true, line: undefined })]));
    expect(page).toMatch(
      /<dt>Signed by<\/dt><dd>Rose Gray, head gardener<\/dd>[^]*<dt>Date<\/dt><dd>6 November 2026, 14:30<\/dd>/,
    );
  });

  it('ticks what was chosen, and yes or no; a date is in words', () => {
    const chosen = item('c', { line: 'might-be', field: field('choice', ['no-breach', 'might-be']) });
    const page = formPage(
      paper([chosen, item('b', { line: false }), item('d', { line: '2026-11-06', field: field('date') })]),
    );
    for (const part of ['☐ No breach', '☒ Might be', '☐ Yes', '☒ No<', '<p>6 November 2026</p>'])
      expect(page).toContain(part);
  });

  it('tells what is missing, left out and withheld, and shows nothing of it', () => {
    const page = formPage(
      paper([
        item('m', { is: 'missing', line: undefined }),
        item('l', { is: 'left-out' }),
        item('w', { is: 'withheld' }),
      ]),
    );
    for (const part of ['Not recorded yet.', 'Nothing was said.', 'Withheld.']) expect(page).toContain(part);
    expect(page).not.toContain('Words.');
  });

  it('withholds whom it is about', () => {
    expect(formPage(paper([], { heading: { about: null, module: null } }))).toContain('<td>withheld</td>');
  });

  it('lets nobody write into the page', () => {
    const nasty = '<script>alert("1")</script><img src=x onerror=alert(1)>';
    const page = formPage(
      paper([item('words', { line: nasty, says: nasty }), item('list', { line: [nasty] })], {
        names: new Map([['S-1', nasty]]),
        reference: nasty,
      }),
    );
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('Rules &#60;of&#62; the Garden');
  });

  it('is a page of A4 that loads nothing and runs nothing', () => {
    const page = formPage(paper([item('words')]));
    expect(page).toMatch(/@page\{size:A4/);
    expect(page).not.toMatch(/<script|<link|src=|href=|url\(|@import/);
  });
});

describe('a blank form', () => {
  const blank = (items: readonly FilledItem[]) => formPage(paper(items, { reference: null, heading: null }));
  const empty = { line: undefined, by: null, at: null, is: 'missing' as const };

  it('has room for what is asked: boxes to tick, lines to sign, space for words', () => {
    const page = blank([
      item('c', { ...empty, field: field('choice', ['yes', 'undecided']) }),
      item('s', { ...empty, isSignature: true }),
      item('w', { ...empty, field: field('text') }),
      item('n', { ...empty, field: field('number') }),
    ]);
    for (const part of ['☐ Undecided', '<dt>Signed by</dt><dd></dd>', 'class="box long"', 'class="box short"'])
      expect(page).toContain(part);
    expect(page).not.toMatch(/☒|Not recorded|Recorded by|Complete\./);
  });
});
