import { describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withChangedPack } from '../testing/changed-pack.js';
import { catalogues, elsewhere, inMended } from '../testing/mended-club.js';
import { policyCommand } from './command.js';

describe('check', () => {
  it('says that nothing is wrong, and what nothing rests on', () => {
    const { status, out } = inMended(
      (folder) => ['check', folder],
      (folder) => appendFileSync(join(folder, 'clauses.csv'), 'TC-99,Socks match,record/retention,hearings,must,\n'),
    );
    expect([status, out.split('\n')]).toEqual([
      0,
      [
        expect.stringMatching(/^tennis-club\/1982: something rests on \d+ of \d+ operational clauses\.$/),
        '  Nothing rests on:',
        '    TC-99: Socks match',
        expect.stringMatching(/^ {2}Nothing in the pack is due by: cake, biscuits\b/),
        expect.stringMatching(/^ {2}Its calendar, /),
        'Nothing is wrong.',
        '',
      ],
    ]);
  });

  it('says everything that is wrong, by file, line and column, with what was meant, and ends with 1', () => {
    const { status, out } = inMended(
      (folder) => ['check', folder],
      (folder) => {
        const act = join(folder, 'acts/courtside.yaml');
        writeFileSync(
          act,
          readFileSync(act, 'utf8').replace('holds: ball.landed', 'holds: ball.lended').replace('by: tea', 'by: tee'),
        );
      },
    );
    const [first, second, ...rest] = out.split('\n');
    expect([status, first, second, rest.at(-2)]).toEqual([
      1,
      'tennis-club/1982/acts/courtside.yaml:6:7: [TC-2] there is no deadline tee (did you mean tea?)',
      'tennis-club/1982/acts/courtside.yaml:9:14: [TC-2] unknown fact ball.lended: ball.lended (did you mean ball.landed?)',
      '2 problems.',
    ]);
  });

  it('of a pack with a file that cannot be read says nothing of what rests on what', () => {
    const { status, out } = inMended(
      (folder) => ['check', folder],
      (folder) => writeFileSync(join(folder, 'bodies.yaml'), 'bench: { seats: none }\n'),
    );
    expect([status, out]).toEqual([1, expect.stringContaining('bodies.yaml:1:')]);
    expect(out).not.toContain('rests on');
    expect(out).toContain('Not everything could be checked: mend these first, and check again.');
  });

  it('holds one pack against those beside it, and against those that come with Probity', () => {
    const { status, out } = inMended(
      (folder) => ['check', folder],
      (folder) => {
        const other = join(folder, '../../croquet-club/1982');
        mkdirSync(other, { recursive: true });
        const identity = readFileSync(join(folder, 'identity.yaml'), 'utf8');
        writeFileSync(join(other, 'clauses.csv'), '');
        writeFileSync(join(other, 'identity.yaml'), identity.replaceAll(': tennis-club', ': croquet-club'));
      },
    );
    expect([status, out]).toEqual([1, expect.stringContaining('its references begin with LOVE, as those of croquet')]);
    const taken = inMended(
      (folder) => ['check', folder],
      (folder) => {
        const path = join(folder, 'identity.yaml');
        writeFileSync(path, readFileSync(path, 'utf8').replace('LOVE', 'IMI'));
      },
    );
    expect(taken.out).toMatch(
      /^tennis-club\/1982\/identity.yaml:1:1: its references begin with IMI, as those of imi\/8 do/,
    );
  });

  it('says how far the calendar reaches', () => {
    const { out } = inMended((folder) => ['check', folder]);
    expect(out).toContain(
      '  Its calendar, club/closed-days/1982, has the holidays of 2026 to 2027, and the policy is in force from 1982: no day is counted in another year.\n',
    );
  });

  it('warns where the words of a rule have another number than the deadline that it reads', () => {
    const change = (folder: string) => {
      const act = join(folder, 'acts/courtside.yaml');
      writeFileSync(act, readFileSync(act, 'utf8').replace('within two clear days.', 'within three clear days.'));
    };
    const { status, out } = inMended((folder) => ['check', folder], change);
    expect([status, out]).toEqual([
      0,
      expect.stringContaining(
        'warning: tennis-club/1982/acts/courtside.yaml:94:13: [TC-17] says three days, and the deadline replay is 2 days\n',
      ),
    ]);
    expect(inMended((folder) => ['check', folder]).out).not.toContain('warning:');
  });

  it.each([
    ['of packs', '../..'],
    ['of all versions of a pack', '..'],
  ])('takes the folder %s', (_, path) => {
    const { status, out } = inMended((folder) => ['check', join(folder, path)]);
    expect([status, out]).toEqual([0, expect.stringContaining('tennis-club/1982: something rests on')]);
  });

  it('reports an act or a table that no service has', () => {
    const answer = withChangedPack(
      () => undefined,
      (folder) => policyCommand(['check', folder], [elsewhere]),
    );
    expect([answer.status, answer.out]).toEqual([
      1,
      expect.stringContaining('no service has a catalogue courtside: the subjects are kitchen'),
    ]);
  });

  it('says where there is no pack', () => {
    const directory = mkdtempSync(join(tmpdir(), 'packs-'));
    mkdirSync(join(directory, 'empty'));
    const none = ['empty', 'nowhere'].map((name) => policyCommand(['check', join(directory, name)], catalogues));
    rmSync(directory, { recursive: true });
    expect(none.map(({ status, out }) => [status, out.endsWith('there is no pack here\n')])).toEqual([
      [1, true],
      [1, true],
    ]);
  });
});
