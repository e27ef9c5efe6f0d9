import { describe, expect, it } from '@jest/globals';
import { anyEvents, asSaid, personal } from '@probity/contracts';
import type { RecordedEvent } from '@probity/event-store';
import type { Policy } from '@probity/policy-packs';
import { z } from 'zod';
import type { Told } from '../commands/subject.js';
import { corrected, isCorrectable, wrongIn } from './corrections.js';

const first = '0198f000-0000-7000-8000-000000000001';
const second = '0198f000-0000-7000-8000-000000000002';
const ruling = { restedOn: {}, departures: [], breaches: [] };
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

const asked = (name: string, type: string) => ({
  name,
  type,
  required: true,
  personal: true,
});
const policy = {
  step: (name: string) =>
    ({
      'x.note': {
        fields: [asked('note', 'text'), asked('on', 'date'), asked('answer', 'choice'), asked('sure', 'boolean')],
      },
      'x.appoint': { fields: [asked('who', 'text'), asked('why', 'text')], designates: { field: 'who', as: 'deputy' } },
      'x.nominate': {
        fields: [asked('who', 'text'), asked('post', 'text'), asked('holder', 'text'), asked('on', 'date')],
        designates: { field: 'who', asIn: 'post', insteadOf: 'holder', from: 'on' },
      },
    })[name],
} as unknown as Pick<Policy, 'step'>;

describe('what can be corrected', () => {
  const can = (field: string, value: z.infer<ReturnType<typeof z.json>>, event = first) =>
    isCorrectable(subject, [interviewed(first)], { event, field, value }, policy);

  const ofStep = (step: string, field: string, value: string | number | boolean) => {
    const fields = {
      note: 'a',
      on: '2026-10-05',
      answer: 'declined',
      sure: true,
      who: 'st-1',
      why: 'away',
      post: 'p',
      holder: 'h',
    };
    const event = { type: 'StepRecorded', data: { step, title: step, fields, ruling } };
    const told = { recorded: { id: first } as RecordedEvent, event };
    return isCorrectable(subject, [told], { event: first, field: `/fields/${field}`, value }, policy);
  };

  it('is of a step its words and its dates, and not what was answered, or whom it designates', () => {
    expect(ofStep('x.note', 'note', 'b')).toBe(true);
    expect(ofStep('x.note', 'note', ' ')).toBe(false);
    expect(ofStep('x.note', 'on', '2026-10-06')).toBe(true);
    expect(ofStep('x.note', 'on', 'soon')).toBe(false);
    expect(ofStep('x.note', 'answer', 'accepted')).toBe(false);
    expect(ofStep('x.note', 'sure', false)).toBe(false);
    expect(ofStep('x.appoint', 'why', 'ill')).toBe(true);
    expect(ofStep('x.appoint', 'who', 'st-2')).toBe(false);
    for (const field of ['who', 'post', 'holder']) expect(ofStep('x.nominate', field, 'st-2')).toBe(false);
    expect(ofStep('x.nominate', 'on', '2026-10-06')).toBe(true);
    expect(ofStep('x.gone', 'note', 'b')).toBe(false);
  });

  it('is not what stands, nor what was sent', () => {
    const wanted = { event: first, field: '/people/1/name', value: 'Samuel' };
    expect(isCorrectable({ ...subject, stands: ['Interviewed'] }, [interviewed(first)], wanted, policy)).toBe(false);
    const letter = {
      ...{ notice: 'n', act: 'x.note', title: 't', to: ['student'], text: 'Dear Jo', clauses: ['C-1'] },
      sentAt: '2026-10-05T09:00:00Z',
    };
    const sent = { recorded: { id: first } as RecordedEvent, event: { type: 'LetterSent', data: letter } };
    expect(isCorrectable(subject, [sent], { event: first, field: '/text', value: 'Dear Sam' }, policy)).toBe(false);
  });

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

describe('what is wrong with a correction', () => {
  const work = asSaid(z.strictObject({ kind: z.string(), module: z.string().optional() }).nullable().optional());
  const reports = { events: { Reported: z.strictObject({ by: z.string(), work }), ...anyEvents } };
  const reported = (data: object): Told => ({
    recorded: { id: first } as RecordedEvent,
    event: { type: 'Reported', data },
  });
  const wrong = (data: object, field: string, value: z.infer<ReturnType<typeof z.json>>, event = first) =>
    wrongIn(reports, [reported({ by: 'st-1', ...data })], { event, field, value }, policy);

  it('is the event, the field or the value; what was left out can be told', () => {
    expect(wrong({}, '/work', { kind: 'essay' }, second)).toBe('/event');
    expect(wrong({}, '/by', 'st-2')).toBe('/field');
    expect(wrong({}, '/work', 'essay')).toBe('/value');
    expect(wrong({}, '/work', { kind: 'essay' })).toBeUndefined();
    expect(wrong({ work: null }, '/work', { kind: 'essay' })).toBeUndefined();
    expect(wrong({ work: { kind: 'essay' } }, '/work/module', 'M-1')).toBeUndefined();
    expect(wrong({ work: { kind: 'essay' } }, '/work/colour', 'red')).toBe('/value');
    expect(wrong({ work: null }, '/work/module', 'M-1')).toBe('/field');
  });
});
