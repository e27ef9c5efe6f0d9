import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
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
const section = (id: string, of = html) => of.split('<section>').find((one) => one.includes(`<h2 id="${id}"`)) ?? '';
const does = (clause: string) =>
  json.clauses
    .find(({ id }) => id === clause)
    ?.does.map(({ kind, title, says }) => `${kind}, ${title}: ${says.join(' ')}`) ?? [];

describe('clause by clause, what the system does', () => {
  it('each clause has a row, in the order of the table', () => {
    const ids = [...html.matchAll(/<tr id="clause-[^"]*"><th scope="row">([^<]*)<\/th>/g)].map(([, id]) => id);
    expect(ids).toEqual(club.clauses.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(9);
  });

  it.each([
    [
      'TC-2',
      'Act, Call a ball out: For: umpire of the day, player who serves. Due: Serve tea. Then: Sweep the court, Serve tea.',
    ],
    [
      'TC-2',
      'Rule, Call a ball out: Unless its condition holds: refused, saying “A ball is called when it has landed.”',
    ],
    [
      'TC-4',
      'Rule, Call a ball out: Unless its condition holds: a reason is asked for and kept, saying “Shoes are white.”',
    ],
    [
      'TC-5',
      'Rule, Call a ball out: Unless its condition holds: it happens all the same, and the breach goes on record, saying “The net is measured before play.”',
    ],
    [
      'TC-1',
      'Rule, Call a ball out: Unless its condition holds: it happens all the same, and the departure goes on record, saying “Nobody shouts.”',
    ],
    [
      'TC-17',
      'Rule, Ask for a replay: Unless its condition holds: refused, saying “A replay is asked for within two clear days.” It stands in nobody’s way after: Note a match.',
    ],
    [
      'TC-9',
      'Step, Sweep the court: For: Head Gardener. Recorded: Minutes swept (minutes: number); Broom (broom: new, old); Who swept (sweeper: text, may be left out). It may be done again.',
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
      'Penalty, Court time is lost: Of: After a quarrel. Group A. With: Minutes (minutes: number, whole, at least 5, at most 90).',
    ],
    [
      'TC-13',
      'Effect of a penalty, Court time is lost: racket-inspected: it is recommended. Consent is given by: Report a match.',
    ],
    [
      'TC-9',
      'Condition of a penalty, Close the centre court: Unless its condition holds: closed, saying “Only the centre court can be closed.”',
    ],
    ['TC-13', 'Choice, There was a wasp: Of: Excuses.'],
    ['TC-10', 'Body, The bench of the net: It sits.'],
    ['TC-10', 'Seat, The bench of the net: 5 × Ball children (ball-child).'],
    [
      'TC-10',
      'In attendance, The bench of the net: The Head Gardener (gardener). From: Head Gardener. Need not be there.',
    ],
    [
      'TC-11',
      'Who may sit, The bench of the net: Unless its condition holds: refused, saying “Nobody judges whose own ball it was.”',
    ],
    [
      'TC-12',
      'Make-up, The bench of the net: Unless its condition holds for 2 or more of the members: a reason is asked for and kept, saying “Two of the bench at least have been trained at the wall.”',
    ],
    ['TC-10', 'Vote, The bench of the net: A majority decides. Casting vote: The cat.'],
    ['TC-14', 'Vote, The second bench: All must agree. If divided, it is carried.'],
    [
      'TC-15',
      'Kept from, The score: The score is kept from the bench until tea. Kept from: umpire of the day, ball-child.',
    ],
    ['TC-6', 'Document, The note of a match: What is missing is listed and asked for.'],
    ['TC-8', 'Item of a document, The match report: Says: the weather.'],
    [
      'TC-9',
      'Document, The card of the sweeping: Refused where an item is missing. A form to print, completed by: Sweep the court. A copy goes with: Tea is served.',
    ],
    [
      'TC-9',
      'Item of a document, The card of the sweeping: Says: how long it took. Filled from: Sweep the court, minutes.',
    ],
    [
      'TC-9',
      'Item of a document, The card of the sweeping: Says: the signature of the gardener. Filled from: Sweep the court.',
    ],
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

  it.each([
    ['TC-13', 'Penalty list', 'quarrel'],
    ['TC-13', 'Penalty', 'lost-time'],
    ['TC-13', 'Choice list', 'excuses'],
    ['TC-13', 'Choice', 'wasp'],
    ['TC-10', 'Body', 'bench'],
    ['TC-9', 'Step', 'courtside.sweep'],
    ['TC-2', 'Act', 'courtside.call-out'],
    ['TC-9', 'Offence', 'racket-throwing'],
    ['TC-7', 'Letter', 'tea-is-served'],
    ['TC-6', 'Item of a document', 'weather'],
  ])('says of %s, beside the title of a %s, what it is called in a request: %s', (clause, kind, code) => {
    const entries = json.clauses.flatMap(({ id, does: done }) =>
      id === clause || kind.startsWith('Item') ? done : [],
    );
    expect(entries.filter((entry) => entry.kind === kind).map((entry) => entry.code)).toContain(code);
    expect(html).toContain(`<code>${code}</code>`);
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
        'TC-98,Socks match,form/document,hearings,must,\nTC-99,Enjoy it,guidance,shared,guidance,\n',
      ),
    );
    expect(row('TC-98', policyAsHtml(more))).toContain('<strong>Nothing: no entry of the pack rests on it.</strong>');
    expect(row('TC-99', policyAsHtml(more))).toContain('Guidance: nothing to do.');
    expect(html).not.toContain('<strong>Nothing');
  });
});

describe('the page', () => {
  it('has a list of contents, whose headings are all there', () => {
    const [, nav = ''] = /<nav[^>]*>([^]*?)<\/nav>/.exec(html) ?? [];
    const sections = ['clauses', 'acts', 'offices', 'facts', 'readings', 'settings', 'sockets', 'signature'];
    expect([...nav.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)).toEqual(sections);
    expect([...html.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id)).toEqual(sections);
  });

  it('has readings, settings and sockets, each in a table of its own', () => {
    expect(section('clauses')).toContain('<caption>Each clause');
    expect(section('readings')).toContain(
      '<th scope="row">TC-a1</th><td>Whether cream is white.</td><td>It is not.</td>',
    );
    expect(section('settings')).toContain('<th scope="row">mower</th><td>petrol</td>');
    expect(section('settings')).not.toContain('biscuit-hours');
    expect(section('sockets')).toContain('<th scope="row">biscuit-hours</th><td>Nobody has decided.</td>');
  });

  it('has what the deployment chose', () => {
    const chosen = policyAsHtml(described(undefined, { 'tennis-club/biscuit-hours': 7 }));
    expect(section('settings', chosen)).toContain('<th scope="row">biscuit-hours</th><td>7</td>');
    expect(section('sockets', chosen)).toContain('<td colspan="3">None.</td>');
  });

  it('says what is signed, and has a place for name, date and signature', () => {
    const signed = section('signature');
    expect(signed).toContain('Rules of the Tennis Club, version 1982 of tennis-club');
    expect(signed).toContain(club.digest);
    for (const column of ['Name', 'Office', 'Date', 'Signature']) {
      expect(signed).toContain(`<th scope="col">${column}</th>`);
    }
  });

  it('the digest is that of the files, as sha256sum tells it, and another when a word is', () => {
    const own = withChangedPack(
      () => undefined,
      (folder) =>
        execFileSync(
          'sh',
          ['-c', "find . -name '*.yaml' -o -name clauses.csv | LC_ALL=C sort | xargs sha256sum | sha256sum"],
          { cwd: folder, encoding: 'utf8' },
        ),
    );
    expect(club.digest).toBe(own.slice(0, 64));
    expect(described((folder) => appendFileSync(join(folder, 'readings.yaml'), '\n')).digest).not.toBe(club.digest);
  });

  it('says it a second time by act, with who may do it and what it needs', () => {
    const act = section('acts')
      .split('<tr')
      .find((one) => one.includes('>Call a ball out<'));
    expect(act).toContain('<td>umpire of the day, player who serves</td>');
    expect(act).toContain('Unless its condition holds: refused, saying “A ball is called once.”');
    expect(act).toContain('<a href="#clause-TC-2">TC-2</a>');
    expect(section('acts')).toContain('>Sweep the court<');
  });

  it('and by office and role, with the acts of each', () => {
    const offices = section('offices');
    expect(offices).toContain('<th scope="row">umpire of the day</th><td>office</td>');
    expect(offices).toContain('<a href="#act-courtside.call-out">Call a ball out</a>');
    expect(offices).toContain('<th scope="row">player who serves</th><td>role in a case</td>');
    expect(offices).toContain('<th scope="row">anyone</th>');
  });

  it('conditions are in small print, below the words, and each fact that they read is in the legend', () => {
    expect(html).toContain('saying “A ball is called when it has landed.”<br><small><code>ball.landed</code></small>');
    const legend = section('facts');
    expect(legend).toContain('<th scope="row"><code>player.shoes</code></th><td>player: shoes</td><td>words</td>');
    expect(legend).toContain(
      '<th scope="row"><code>step.ringBell.done</code></th><td>whether “Ring the bell” was done</td>',
    );
    expect(legend).toContain(
      '<th scope="row"><code>step.ringBell.strokes</code></th><td>“Ring the bell”: Strokes</td>',
    );
    expect(legend).toContain(
      '<th scope="row"><code>inTime.replay</code></th><td>whether “Ask for a replay” was kept</td>',
    );
    expect(legend).not.toContain('<code>ball.kicked</code>');
  });

  it('names no test', () => {
    const shown = described((folder) =>
      writeFileSync(
        join(folder, 'enforced-by-system.yaml'),
        'kept: { clauses: [TC-1], how: Kept dry, tests: [test/journeys/x.e2e.spec.ts a title] }\n',
      ),
    );
    expect(policyAsHtml(shown)).toContain('<b>Kept dry</b>: Shown by 1 test of the system.');
    expect(policyAsHtml(shown)).not.toContain('spec.ts');
  });

  it('escapes what a pack says', () => {
    const evil = `<script>alert("1")</script>&'`;
    const found = policyAsHtml(
      described((folder) => {
        const path = join(folder, 'identity.yaml');
        writeFileSync(path, readFileSync(path, 'utf8').replace('Rules of the Tennis Club', JSON.stringify(evil)));
        appendFileSync(
          join(folder, 'clauses.csv'),
          `"<b onclick=""x"">",${'<script>'},guidance,shared,guidance,<script>\n`,
        );
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
    expect([captions, html.match(/<table/g)?.length]).toEqual([8, 8]);
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
