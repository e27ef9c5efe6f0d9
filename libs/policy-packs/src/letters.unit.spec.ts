import { describe, expect, it } from '@jest/globals';
import { derivedItems, lettersOf, type Lettering } from './letters.js';
import type { NoticeDefinition, Policy } from './policy.js';

const notice = (more: Partial<NoticeDefinition> = {}): NoticeDefinition => ({
  name: 'court-closed',
  title: 'The court is closed',
  clauses: ['TC-9'],
  to: ['member'],
  channels: [],
  on: ['courtside.sweep'],
  bodies: [],
  by: undefined,
  items: [{ code: 'why', says: 'why it is closed', clauses: ['TC-9'] }],
  template: 'About {{reference}}\n\n{{thanks}}\n\nClosed: {{why}}',
  withheld: [],
  ...more,
});

const letters = (said: Record<string, string>, notices = [notice()], more: Partial<Lettering> = {}) => {
  const policy = {
    noticesOn: (act: string) => notices.filter(({ on }) => on.includes(act)),
    act: () => undefined,
    tables: ['who-plays'],
    table: (_name: string, facts: { players: readonly string[] }) => ({
      rows: facts.players.map((to) => ({ then: { to } })),
    }),
  } as unknown as Policy;
  const facts = { players: ['umpire', 'gardener'] };
  return lettersOf({
    ...{ policy, act: 'courtside.sweep', facts, at: '2026-10-05T09:00:00Z', known: { reference: 'TC-1' }, said },
    ...more,
  });
};

describe('what a letter says by itself', () => {
  it('is the day that a deadline comes to, and what a field of the step says', () => {
    const items = [
      { code: 'by', says: 'by when', clauses: ['TC-9'], deadline: 'sweep' },
      { code: 'next', says: 'when next', clauses: ['TC-9'], field: 'nextOn' },
      { code: 'why', says: 'why', clauses: ['TC-9'], field: 'why' },
    ];
    const policy = {
      noticesOn: () => [notice({ items })],
      deadline: (_: string, at: string) => ({ date: at.slice(0, 10) }),
    } as unknown as Policy;
    const fields = { nextOn: '2026-11-16', why: 'it is wet' };
    expect(derivedItems(policy, 'courtside.sweep', '2026-10-05T09:00:00Z', fields)).toEqual({
      ...{ by: '5 October 2026', next: '16 November 2026', why: 'it is wet' },
    });
    expect(derivedItems(policy, 'courtside.sweep', '2026-10-05T09:00:00Z')).toEqual({ by: '5 October 2026' });
  });
});

describe('a letter that an act sends', () => {
  it('is in the words of the policy, with what was said, and what was left out leaves no hole', () => {
    const { sent, refusals } = letters({ why: 'it is wet' });
    expect(refusals).toEqual([]);
    expect(sent).toEqual([
      {
        type: 'LetterSent',
        data: {
          ...{ notice: 'court-closed', act: 'courtside.sweep', title: 'The court is closed', to: ['member'] },
          ...{ text: 'About TC-1\n\nClosed: it is wet\n', clauses: ['TC-9'], sentAt: '2026-10-05T09:00:00Z' },
        },
        authority: ['TC-9'],
      },
    ]);
  });

  it('goes of a case before the body that it is for, and of no other', () => {
    const ofBench = [notice({ bodies: ['bench'] })];
    expect(letters({ why: 'it is wet' }, ofBench, { body: 'bench' }).sent).toHaveLength(1);
    expect(letters({ why: 'it is wet' }, ofBench, { body: 'second-look' }).sent).toEqual([]);
    expect(letters({}, ofBench)).toEqual({ sent: [], refusals: [] });
  });

  it('is refused where an item has nothing in it, by the field that would say it and the clause', () => {
    expect(letters({ why: '  ' }).refusals).toEqual([
      {
        code: 'missing-why',
        clauses: ['TC-9'],
        says: 'The court is closed must contain: why it is closed.',
        field: '/letter/why',
      },
    ]);
  });

  it('is not said otherwise where it is known: what is derived stays', () => {
    const known = { reference: 'TC-1', why: 'it is wet' };
    const { sent, refusals } = letters({ why: 'it is dry', reference: 'TC-2' }, [notice()], { known });
    expect(sent[0]?.data.text).toBe('About TC-1\n\nClosed: it is wet\n');
    expect(refusals.map(({ says }) => says)).toEqual([
      'The court is closed: why is known, and is not said otherwise.',
      'The court is closed: reference is known, and is not said otherwise.',
    ]);
    expect(refusals).toMatchObject([
      { code: 'derived-why', clauses: ['TC-9'], field: '/letter/why' },
      { code: 'derived-reference', clauses: ['TC-9'], field: '/letter/reference' },
    ]);
    expect(letters({ why: 'it is wet' }, [notice()], { known }).refusals).toEqual([]);
    expect(letters({ why: 'it is dry' }, [notice()], { known: { why: ' ' } }).refusals).toEqual([]);
  });

  it('says nothing that it has no place for: what is unknown is refused, with what there is', () => {
    const both = [notice(), notice({ name: 'thanks', items: [{ code: 'thanks', says: 'thanks', clauses: [] }] })];
    const only = ({ name }: NoticeDefinition) => name === 'court-closed';
    expect(letters({ why: 'wet', thanks: 'a lot', weather: 'rain' }, both, { only }).refusals).toEqual([
      {
        code: 'unknown-item',
        clauses: ['TC-9'],
        says: 'The court is closed has no weather. There are why and thanks.',
        facts: { known: { why: 'why it is closed', thanks: 'thanks' } },
        field: '/letter/weather',
      },
    ]);
    expect(letters({ weather: 'rain' }, []).refusals).toMatchObject([
      { code: 'unknown-item', says: 'No letter goes with this, and it has no weather.', field: '/letter/weather' },
    ]);
  });

  it('goes to whom a table says, and to nobody where it says nobody', () => {
    const [letter] = letters({ why: 'wet' }, [notice({ to: ['who-plays'] })]).sent;
    expect(letter?.data.to).toEqual(['umpire', 'gardener']);
    const none = letters({}, [notice({ to: ['who-plays'] })], { facts: { players: [] } });
    expect(none).toEqual({ sent: [], refusals: [] });
  });

  it('is only one of those that are meant', () => {
    const both = [notice(), notice({ name: 'court-open' })];
    const { sent } = letters({ why: 'dry' }, both, { only: ({ name }) => name === 'court-open' });
    expect(sent.map(({ data }) => data.notice)).toEqual(['court-open']);
  });
});
