import { describe, expect, it } from '@jest/globals';
import { anyEvents, personal } from '@probity/contracts';
import type { RecordedEvent } from '@probity/event-store';
import { z } from 'zod';
import type { Told } from '../commands/subject.js';
import { corrected, isCorrectable } from './corrections.js';

const first = '0198f000-0000-7000-8000-000000000001';
const second = '0198f000-0000-7000-8000-000000000002';
const subject = {
  events: {
    Interviewed: z.strictObject({
      outcome: z.string(),
      people: z.array(z.strictObject({ name: personal(z.string().max(20)) })),
    }),
    ...anyEvents,
  },
};
const interviewed = (id: string): Told => ({
  recorded: { id } as RecordedEvent,
  event: { type: 'Interviewed', data: { outcome: 'held', people: [{ name: 'Jo' }, { name: 'Sam' }] } },
});
const correction = (corrects: string, field: string, value: string): Told => ({
  recorded: { id: second } as RecordedEvent,
  event: { type: 'FactCorrected', data: { corrects, field, value, reason: 'Misheard.' } },
});

describe('what can be corrected', () => {
  const can = (field: string, value: z.infer<ReturnType<typeof z.json>>, event = first) =>
    isCorrectable(subject, [interviewed(first)], { event, field, value });

  it('is what somebody wrote, in the shape that it has', () => {
    expect(can('/people/1/name', 'Samuel')).toBe(true);
    expect(can('/people/1/name', 7)).toBe(false);
    expect(can('/people/1/name', 'x'.repeat(21))).toBe(false);
  });

  it('is not what was decided, what is not there, or of another stream', () => {
    expect(can('/outcome', 'cancelled')).toBe(false);
    expect(can('/people/2/name', 'Nobody')).toBe(false);
    expect(can('/people/1/name', 'Samuel', second)).toBe(false);
    expect(can('/__proto__/x', 'y')).toBe(false);
  });
});

describe('facts after corrections', () => {
  it('stand as corrected, the last correction last; what was stored stays', () => {
    const told = [
      interviewed(first),
      correction(first, '/people/0/name', 'Joan'),
      correction(first, '/people/0/name', 'Joanna'),
    ];
    expect(corrected(told)[0]).toEqual({
      type: 'Interviewed',
      data: { outcome: 'held', people: [{ name: 'Joanna' }, { name: 'Sam' }] },
    });
    expect(told[0]?.event.data).toEqual({ outcome: 'held', people: [{ name: 'Jo' }, { name: 'Sam' }] });
  });

  it('and those of other events as they were', () => {
    expect(
      corrected([interviewed(first), correction('0198f000-0000-7000-8000-000000000003', '/people/0/name', 'X')])[0],
    ).toEqual(interviewed(first).event);
  });
});
