import { describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tennisClub } from '../testing/tennis-club.js';
import { citationsIn } from './citations.js';

const directory = join(tennisClub, 'tennis-club/1982');
const citations = citationsIn(directory);
const placesOf = (clause: string) => citations.filter((one) => one.clause === clause).map(({ place }) => place);

describe('what of a pack rests on a clause', () => {
  it('is told by file, line and name: an act by its name, a rule by its code, each clause that it cites', () => {
    expect(placesOf('TC-2')).toEqual([
      'acts/courtside.yaml:3 courtside.call-out',
      'acts/courtside.yaml:10 ball-landed',
    ]);
    expect(placesOf('TC-4')).toEqual(['acts/courtside.yaml:24 white-shoes']);
    expect(placesOf('TC-3')).toContain('acts/courtside.yaml:24 white-shoes');
  });

  it('holds deadlines, rows, items, outcomes and steps', () => {
    expect(placesOf('TC-7')).toEqual(expect.arrayContaining(['deadlines.yaml:3 tea', 'deadlines.yaml:10 cake']));
    expect(placesOf('TC-8').some((place) => place.startsWith('tables.yaml:'))).toBe(true);
    expect(placesOf('TC-6').some((place) => place.startsWith('documents.yaml:'))).toBe(true);
    expect(placesOf('TC-9')).toEqual(
      expect.arrayContaining(['acts/courtside.yaml:55 courtside.sweep', 'acts/courtside.yaml:65 once-a-day']),
    );
  });

  it('tells an act’s own list from all others, a step’s among them', () => {
    const own = citations.filter(({ isActsOwn }) => isActsOwn).map(({ place }) => place.split(' ')[1]);
    expect(own).toEqual(expect.arrayContaining(['courtside.call-out', 'courtside.report', 'courtside.note']));
    expect(own).not.toContain('courtside.sweep');
    expect(own).not.toContain('ball-landed');
  });

  it('leaves out readings, which hold nothing, and what is no list of clauses', () => {
    const root = mkdtempSync(join(tmpdir(), 'pack-'));
    try {
      cpSync(directory, root, { recursive: true });
      writeFileSync(join(root, 'readings.yaml'), 'r:\n  clauses: [TC-1]\n');
      writeFileSync(join(root, 'notices.yaml'), 'n:\n  clauses: TC-1\n  text: "clauses: [TC-1]"\n');
      const files = new Set(citationsIn(root).map(({ place }) => place.split(':')[0]));
      expect([files.has('readings.yaml'), files.has('notices.yaml')]).toEqual([false, false]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
