import { describe, expect, it } from '@jest/globals';
import type { Hidden } from '@probity/policy-packs';
import * as p from '../../../testing/panel-samples.js';
import * as s from '../../../testing/penalty-samples.js';
import type { Hearing, HearingEvent } from '../hearing.js';
import { untold } from './untold.js';

const hides = (what: string): Hidden => ({ what, says: '', clauses: [] });
const untilConfirmed = (hearing: Hearing): readonly Hidden[] =>
  hearing.status === 'known' && hearing.confirmedAt ? [] : [hides('provisional-decision')];
const typesOf = (events: Iterable<HearingEvent>) => [...events].map(({ type }) => type);

const found = p.after(p.absent, p.finding());
const decided = p.after(found, s.releasing, s.penalty('academic-integrity-course'), p.secondPart);
const lapsed = p.after(decided, p.requesting('illness', p.thirdDay), p.deciding(true, p.thirdDay));
const again = p.after(lapsed, p.convening('airp', p.fourthDay));
const ofIt = ['FindingReached', 'HistoryReleased', 'PenaltyDecided', 'StepRecorded'];

describe('what the timeline leaves out', () => {
  it('is what was decided and is not confirmed, with what was recorded of it, for whom it is kept from [UC-19.1]', () => {
    expect(typesOf(untold(decided, untilConfirmed))).toEqual(ofIt);
    expect(typesOf(untold(decided, () => []))).toEqual([]);
    const confirmed = p.after(p.cleared, p.confirming());
    expect(typesOf(untold(confirmed, untilConfirmed))).toEqual([]);
  });

  it('is what lapsed, for whoever may not know what is on record, or was not told of it then [UC-21.1] [UC-18.3]', () => {
    expect(typesOf(untold(again, () => [hides('earlier-offences')]))).toEqual(ofIt);
    const since = (hearing: Hearing) =>
      hearing.status === 'known' && hearing.finding ? [hides('provisional-decision')] : [];
    expect(typesOf(untold(again, since))).toEqual(ofIt);
    expect(typesOf(untold(again, () => []))).toEqual([]);
  });
});
