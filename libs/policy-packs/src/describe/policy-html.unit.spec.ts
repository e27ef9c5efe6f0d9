import { describe, expect, it } from '@jest/globals';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePacks } from '../compile/compile-packs.js';
import { withChangedPack } from '../testing/changed-pack.js';
import { courtside } from '../testing/tennis-club.js';
import type { PackDescription } from './describe-pack.js';
import { policyAsHtml } from './policy-html.js';
import { policyAsJson } from './policy-json.js';

const described = (change: (folder: string) => void = () => undefined, settings = {}): PackDescription =>
  withChangedPack(change, (folder) =>
    compilePacks(join(folder, '../..'), [courtside], { settings })
      .get({ pack: 'tennis-club', version: '1982' })
      .describe(),
  );

const club = described();
const html = policyAsHtml(club);
const json = policyAsJson(club);
const row = (clause: string, of = html) =>
  of.split('<tr').find((one) => one.includes(`<th scope="row">${clause}</th>`)) ?? '';
const does = (clause: string) =>
  json.clauses
    .find(({ id }) => id === clause)
    ?.does.map(({ kind, title, says }) => `${kind}, ${title}: ${says.join(' ')}`) ?? [];

describe('clause by clause, what the system does', () => {
  it('each clause has a row, in the order of the table', () => {
    const ids = [...html.matchAll(/<tr id="[^"]*"><th scope="row">([^<]*)<\/th>/g)].map(([, id]) => id);
    expect(ids).toEqual(club.clauses.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(9);
  });

  it.each([
    [
      'TC-2',
      'Act, Call a ball out: For: umpire of the day, player who serves. Due: Serve tea. Then: Sweep the court, Serve tea.',
    ],
    ['TC-2', 'Rule, Call a ball out: A ball is called when it has landed. Otherwise it is refused.'],
    [
      'TC-4',
      'Rule, Call a ball out: Shoes are white. Normally so: whoever departs from it gives a reason, which is kept.',
    ],
    [
      'TC-5',
      'Rule, Call a ball out: The net is measured before play. Otherwise it happens all the same, and the breach goes on record.',
    ],
    [
      'TC-1',
      'Rule, Call a ball out: Nobody shouts. Otherwise it happens all the same, and the departure goes on record.',
    ],
    [
      'TC-17',
      'Rule, Ask for a replay: A replay is asked for within two clear days. Otherwise it is refused. It stands in nobody’s way after: Note a match.',
    ],
    [
      'TC-9',
      'Step, Sweep the court: For: Head Gardener. Recorded: Minutes swept (number); Broom (new, old); Who swept (text, may be left out). It may be done again.',
    ],
    [
      'TC-7',
      'Deadline, Serve tea: Within 3 working days, counted from: day of play. Otherwise it happens all the same, and the breach goes on record.',
    ],
    [
      'TC-7',
      'Deadline, Serve cake: Within 2 (setting cake-days, not the policy’s own number) days, counted from: day of play. Otherwise it is refused.',
    ],
    [
      'TC-7',
      'Deadline, Serve biscuits: Within a number that is not configured yet (setting biscuit-hours) hours, counted from: the last ball. Otherwise it is refused.',
    ],
    [
      'TC-17',
      'Deadline, No replay before the grass is dry: Not before 1 day has gone by, counted from: day of the shout. Otherwise it is refused.',
    ],
    ['TC-18', 'Deadline, Ring the bell: At least 90 minutes before: the quarrel. Otherwise it is refused.'],
    ['TC-8', 'Decision, Which ball: ball: soft'],
    ['TC-13', 'Penalty list, After a quarrel: Exactly one is chosen.'],
    ['TC-13', 'Outcome, The players shake hands: Whatever is decided: After a quarrel.'],
    [
      'TC-13',
      'Penalty, Court time is lost: Of: After a quarrel. Group A. With: Minutes (number, whole, at least 5, at most 90).',
    ],
    [
      'TC-13',
      'Effect of a penalty, Court time is lost: racket-inspected: it is recommended. Consent is given by: Report a match.',
    ],
    [
      'TC-9',
      'Condition of a penalty, Close the centre court: Only the centre court can be closed. Otherwise it is closed.',
    ],
    ['TC-13', 'Choice, There was a wasp: Of: Excuses.'],
    ['TC-10', 'Body, The bench of the net: It sits.'],
    ['TC-10', 'Seat, The bench of the net: 5 × Ball children.'],
    ['TC-10', 'In attendance, The bench of the net: The Head Gardener. From: Head Gardener. Need not be there.'],
    ['TC-11', 'Who may sit, The bench of the net: Nobody judges whose own ball it was. Otherwise it is refused.'],
    [
      'TC-12',
      'Make-up, The bench of the net: Two of the bench at least have been trained at the wall. Normally so: whoever departs from it gives a reason, which is kept.',
    ],
    ['TC-10', 'Vote, The bench of the net: A majority decides. Casting vote: The cat.'],
    ['TC-14', 'Vote, The second bench: All must agree. If divided, it is carried.'],
    [
      'TC-15',
      'Kept from, The score: The score is kept from the bench until tea. Kept from: umpire of the day, ball-child.',
    ],
    ['TC-6', 'Document, The note of a match: What is missing is listed and asked for.'],
    ['TC-8', 'Item of a document, The match report: Says: the weather.'],
    ['TC-7', 'Letter, Tea is served: Without: price.'],
    ['TC-16', 'Receipt, What is shouted after five to five counts on the next playing day.: '],
    ['TC-9', 'Offence, Throwing a racket: Category: manners. Also: Racket abuse.'],
    ['TC-1', 'Regulator, Lawn Council: Blades of Grass: 7.'],
    ['TC-10', 'Word, bench of the net: For: panel.'],
    [
      'TC-7',
      'Setting, cake-days: 2 (setting cake-days, not the policy’s own number). The rules do not say when cake is served.',
    ],
  ])('%s: %s', (clause, expected) => {
    expect(does(clause)).toContain(expected);
  });

  it('conditions stand beside the words, as the pack has them', () => {
    expect(row('TC-2')).toContain('<code>due when ball.landed &amp;&amp; !ball.called</code>');
    expect(row('TC-15')).toContain('<code>until step.ringBell.done &amp;&amp; step.ringBell.strokes &gt;= 5.0</code>');
    expect(row('TC-4')).toContain('<code>player.shoes == &#39;white&#39;</code>');
  });

  it('where nothing rests on a clause it says so, and that guidance asks for nothing', () => {
    const more = described((folder) =>
      appendFileSync(
        join(folder, 'clauses.csv'),
        'TC-98,Socks match,form/document,courtside,must,\nTC-99,Enjoy it,guidance,shared,guidance,\n',
      ),
    );
    expect(row('TC-98', policyAsHtml(more))).toContain('<strong>Nothing: no entry of the pack rests on it.</strong>');
    expect(row('TC-99', policyAsHtml(more))).toContain('Guidance: nothing to do.');
    expect(html).not.toContain('<strong>Nothing');
  });
});

describe('the page', () => {
  it('ends with readings, settings and sockets, each in a table of its own', () => {
    const [, clauses = '', readings = '', settings = '', sockets = ''] = html.split('<caption>');
    expect(clauses).toMatch(/^Each clause/);
    expect(readings).toContain('<th scope="row">TC-a1</th><td>Whether cream is white.</td><td>It is not.</td>');
    expect(settings).toContain('<th scope="row">mower</th><td>petrol</td>');
    expect(settings).not.toContain('biscuit-hours');
    expect(sockets).toContain('<th scope="row">biscuit-hours</th><td>Nobody has decided.</td>');
  });

  it('has what the deployment chose', () => {
    const chosen = policyAsHtml(described(undefined, { 'tennis-club/biscuit-hours': 7 }));
    expect(chosen.split('<caption>')[3]).toContain('<th scope="row">biscuit-hours</th><td>7</td>');
    expect(chosen.split('<caption>')[4]).toContain('<td colspan="3">None.</td>');
  });

  it('escapes what a pack says', () => {
    const evil = `<script>alert("1")</script>&'`;
    const found = policyAsHtml(
      described((folder) => {
        const path = join(folder, 'identity.yaml');
        writeFileSync(path, readFileSync(path, 'utf8').replace('Rules of the Tennis Club', JSON.stringify(evil)));
        appendFileSync(join(folder, 'clauses.csv'), `"<b onclick=""x"">",${'<script>'},guidance,shared,<i>,<script>\n`);
        appendFileSync(join(folder, 'readings.yaml'), `\n"<u>": { issue: <script>, resolution: <script> }\n`);
        appendFileSync(
          join(folder, 'settings.yaml'),
          `\nmarked: { value: <script>, why: <script>, clauses: [TC-1] }\n`,
        );
        appendFileSync(join(folder, 'vocabulary.yaml'), `\nword: { title: <script>, clauses: [TC-1] }\n`);
      }),
    );
    expect(found).toContain('<h1>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</h1>');
    expect(found.match(/<script|<u>|<i>|<b on/g)).toBeNull();
  });

  it('is well-formed, and loads nothing', () => {
    const open: string[] = [];
    for (const [, close, name = '', rest] of html.matchAll(/<(\/?)([a-z0-9]+)((?:"[^"]*"|[^>])*)>/g)) {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (!['meta', 'br'].includes(name)) open.push(name);
      expect(rest).not.toMatch(/\bsrc=|href="(?!#)/);
    }
    expect(open).toEqual([]);
    expect(html).not.toMatch(/url\(|@import/);
    const captions = html.match(/<table>\n<caption>/g)?.length;
    expect([captions, html.match(/<table/g)?.length]).toEqual([4, 4]);
  });

  it('links lead to a clause', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/href="#([^"]*)"/g)].map(([, link = '']) => decodeURIComponent(link));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !ids.has(link))).toEqual([]);
  });
});

it('as JSON it is the pack, with each clause in words', () => {
  expect(json.deadlines).toEqual(club.deadlines);
  expect(JSON.parse(JSON.stringify(json))).toMatchObject({
    identity: { version: '1982' },
    acts: { courtside: { steps: {} } },
  });
});
