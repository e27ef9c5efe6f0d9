import { describe, expect, it } from '@jest/globals';
import { append, replace } from '../testing/spoil.js';
import { compileChanged, courtside, problemsAfter } from '../testing/tennis-club.js';

const acts = 'acts/courtside.yaml';

type Case = readonly [string, string, (text: string) => string, readonly string[]];

describe('what is well formed, and cannot be meant', () => {
  it.each<Case>([
    [
      'a quorum of more than there are members',
      'bodies.yaml',
      replace('  attends:\n', '  quorum: 8\n  attends:\n'),
      ['bodies.yaml:8:3: [TC-10] a quorum of 8, and bench has 7 members'],
    ],
    [
      'a make-up of more than there are members',
      'bodies.yaml',
      replace('atLeast: 2', 'atLeast: 8'),
      ['bodies.yaml:21:7: [TC-12] 8 at least, and bench has 7 members'],
    ],
    [
      'a make-up of more at least than at most',
      'bodies.yaml',
      replace('atLeast: 2', 'atLeast: 2\n      atMost: 1'),
      ['bodies.yaml:21:7: [TC-12] 2 at least, and 1 at most'],
    ],
    [
      'a field of a step that no number fits',
      acts,
      replace('min: 1, max: 12', 'min: 200, max: 100'),
      ['acts/courtside.yaml:78:69: [TC-18] min 200 is above max 100: no number fits'],
    ],
    [
      'a parameter of a penalty that no number fits',
      'tariffs.yaml',
      replace('min: 5, max: 90', 'min: 500, max: 90'),
      ['tariffs.yaml:33:71: [TC-13] min 500 is above max 90: no number fits'],
    ],
    [
      'a permission that names no subject',
      'offices.yaml',
      replace('courtside.*', 'cuortside.*'),
      [
        'offices.yaml:2:45: no subject, act or route is cuortside.*: it would allow nothing (did you mean courtside.*?)',
      ],
    ],
    [
      'a deadline that counts from a fact that is no instant',
      'deadlines.yaml',
      replace('from: quarrel.at', 'from: ball.landed'),
      ['deadlines.yaml:45:9: [TC-18] ball.landed is bool, and a deadline is counted from an instant in words'],
    ],
    [
      'a step in the file of another subject',
      acts,
      replace('  courtside.ring-bell:', '  kitchen.ring-bell:'),
      [
        'acts/courtside.yaml:73:3: [TC-18] kitchen.ring-bell is no step on courtside: it would stand in acts/kitchen.yaml',
      ],
    ],
    [
      'a clause of a force that there is none of',
      'clauses.csv',
      append('TC-99,Socks match,penalty,hearings,most,\n'),
      ['clauses.csv:20:1: the force most is none of must, normally, may, guidance (did you mean must?)'],
    ],
    [
      'a clause of a service that there is none of',
      'clauses.csv',
      append('TC-99,Socks match,penalty,hearing,must,\n'),
      [
        'clauses.csv:20:1: the service hearing is none of intake, investigation, hearings, sanctions, regulator-notification, records, shared (did you mean hearings?)',
      ],
    ],
    [
      'a clause that asks for nothing',
      'clauses.csv',
      append('TC-99, ,penalty,hearings,must,\n'),
      ['clauses.csv:20:1: the clause TC-99 has no requirement'],
    ],
    [
      'a clause without a name',
      'clauses.csv',
      append(',Socks match,penalty,hearings,must,\n'),
      ['clauses.csv:20:1: a clause has no name'],
    ],
  ])('%s', (_, file, spoil, expected) => {
    expect(problemsAfter({ [file]: spoil })).toEqual(expected.map((problem) => `tennis-club/1982/${problem}`));
  });

  it('a permission that names no act, where every service runs here', () => {
    const wrong = () =>
      compileChanged({ 'offices.yaml': replace('courtside.*', 'courtside.rapport') }, [courtside], { isWhole: true });
    expect(wrong).toThrow(
      'offices.yaml:2:45: no subject, act or route is courtside.rapport: it would allow nothing (did you mean courtside.report?)',
    );
  });

  it('what is kept from somebody, and is nothing that a service knows, where every service runs here', () => {
    const wrong = () =>
      compileChanged({ 'hidden.yaml': replace('what: score', 'what: scores') }, [courtside], { isWhole: true });
    expect(wrong).toThrow('hidden.yaml:4:9: [TC-15] no service knows scores (did you mean score?)');
    const other = () =>
      compileChanged({ 'hidden.yaml': replace('what: score', 'what: name-of-cat') }, [courtside], { isWhole: true });
    expect(other).toThrow('hidden.yaml:4:9: [TC-15] no service knows name-of-cat: it is one of score, price');
  });
});
