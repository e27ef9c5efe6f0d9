import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { startTracing } from '@probity/shell';
import { reportAndTriage, Stage, storyOf, until } from '@probity/standalone';
import { System } from '../support/system.js';

const collector = new InMemorySpanExporter();
const asker = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const fetchUntraced = globalThis.fetch;

let system: System;
let end: () => Promise<void>;

/** A client that traces: every request of it is of one trace. */
const traceparent = (input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  headers.set('traceparent', `00-${asker.traceId}-${asker.spanId}-01`);
  return fetchUntraced(input, { ...init, headers });
};

const stage = (): Stage => new Stage(system.url, system.identity.issuer, () => {}, system.clock);
const ofAsker = (): readonly ReadableSpan[] =>
  collector.getFinishedSpans().filter((span) => span.spanContext().traceId === asker.traceId);

beforeAll(async () => {
  end = startTracing('tests', new SimpleSpanProcessor(collector));
  system = await System.start();
}, 60_000);
afterAll(async () => {
  globalThis.fetch = fetchUntraced;
  await system.stop();
  await end();
});

describe('a trace', () => {
  it('goes from the report, over the store and the bus, to the regulator’s feed', async () => {
    globalThis.fetch = traceparent;
    await storyOf('imi')(stage());
    globalThis.fetch = fetchUntraced;
    const names = new Set(ofAsker().map(({ name }) => name));
    for (const name of [
      'POST /reports',
      'append',
      'publish intake.CaseOpened',
      'process intake.CaseOpened',
      'publish hearings.FindingReached',
      'process hearings.FindingReached',
      'GET /regulators/:regulator/notifications',
    ])
      expect(names).toContain(name);
    const reacting = ofAsker().filter(({ name }) => name === 'process intake.CaseOpened');
    const by = new Set(reacting.map(({ attributes }) => attributes['probity.service']));
    expect(by).toContain('investigation');
    expect(by).toContain('regulator-notification');
  }, 90_000);

  it('of a request that brings none begins with it, and what other services do about it is of the same', async () => {
    collector.reset();
    await reportAndTriage(stage());
    const spans = await until(
      async () => collector.getFinishedSpans(),
      (found) => found.some(({ name }) => name === 'process intake.CaseOpened'),
    );
    const [reaction] = spans.filter(({ name }) => name === 'process intake.CaseOpened');
    const own = spans.filter((span) => span.spanContext().traceId === reaction?.spanContext().traceId);
    const begin = own.filter(({ parentSpanContext }) => parentSpanContext === undefined);
    expect(begin.map(({ name }) => name)).toEqual(['POST /reports/:report/cases']);
    expect(reaction?.parentSpanContext?.spanId).toBe(begin[0]?.spanContext().spanId);
    // What the reaction appended is below it.
    expect(
      own.filter(({ name }) => name === 'append').map(({ parentSpanContext }) => parentSpanContext?.spanId),
    ).toEqual(expect.arrayContaining([begin[0]?.spanContext().spanId, reaction?.spanContext().spanId]));
  }, 60_000);

  it('holds codes and ids, and nothing of whom it is about', () => {
    const told = JSON.stringify(
      collector
        .getFinishedSpans()
        .map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    );
    for (const known of ['Sample', 'IMI-2', '@', 'copied']) expect(told).not.toContain(known);
  });
});
