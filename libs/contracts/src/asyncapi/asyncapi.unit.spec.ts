import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import type { Diagnostic, Parser as AsyncApiParser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { contracts, type Contract } from '../contract.js';
import { personalPaths } from '../personal.js';
import { publicEvents } from '../public-events.js';
import { asyncApi } from './asyncapi.js';
import { exampleOf } from './examples.js';
import { samples } from './samples.js';

const latest = new Map(samples().map(({ name, data }) => [name, data]));
const told = asyncApi({
  samples: latest,
  servers: [{ host: 'kafka-1:9092', tls: true, sasl: 'scramSha512' }],
}) as Document;

interface Document {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: object }>>;
  readonly operations: Readonly<
    Record<string, { readonly action: string; readonly messages: readonly { readonly $ref: string }[] }>
  >;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly examples?: readonly Message[]; readonly headers: object }>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
}
interface Message {
  readonly headers: object;
  readonly payload: unknown;
}

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);

/** What is wrong with it. */
const wrong = (name: string, { headers, payload }: Message): readonly string[] => {
  const at = (path: string) => ajv.compile({ $ref: `#/components/${path}`, components: told.components });
  return [at(`messages/${name}/headers`), at(`schemas/${name}`)].flatMap((validate, nth) =>
    validate(nth === 0 ? headers : payload)
      ? []
      : (validate.errors ?? []).map((error) => `${name}${error.instancePath}: ${error.message}`),
  );
};

const names = Object.entries(publicEvents).flatMap(([source, types]) =>
  Object.keys(types).map((type) => `${source}.${type}`),
);

describe('what the services tell one another, as AsyncAPI', () => {
  it('is a document that the official parser takes, and has nothing to say of', async () => {
    const { Parser } = createRequire(import.meta.url)('@asyncapi/parser') as { Parser: new () => AsyncApiParser };
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(told));
    const worse = ({ severity, code }: Diagnostic) => severity < 2 || code !== 'asyncapi-latest-version';
    expect(diagnostics.filter(worse)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    expect(document?.allMessages().all()).toHaveLength(names.length);
  }, 60_000);

  it('has a topic a service, and each public event of each with its schema, its headers and an example', () => {
    expect(Object.values(told.channels).map(({ address }) => address)).toEqual(
      Object.keys(publicEvents).map((source) => `probity.${source}.v1`),
    );
    expect(Object.keys(told.components.messages)).toEqual(names);
    for (const [source, types] of Object.entries(publicEvents)) {
      expect(Object.keys(told.channels[source]?.messages ?? {})).toEqual(Object.keys(types));
      expect(told.operations[`${source}.sends`]?.messages).toHaveLength(Object.keys(types).length);
    }
    for (const [name, { examples = [] }] of Object.entries(told.components.messages))
      expect([name, examples.flatMap((one) => wrong(name, one)), examples.length]).toEqual([name, [], 1]);
  });

  it('has every event that was ever told by the present version', () => {
    for (const { name, schemaVersion, data } of samples()) {
      if (schemaVersion !== contracts.get(name)?.version) continue;
      const [source = '', type = ''] = name.split('.');
      const example = exampleOf(source, type, contracts.get(name) as Contract, data);
      expect([name, wrong(name, example)]).toEqual([name, []]);
    }
  });

  it('says of what is personal that it is ciphertext, and takes nothing else there', () => {
    const name = 'sanctions.CertificatesInvalidated';
    const [example] = told.components.messages[name]?.examples ?? [];
    const reason = { sealed: expect.any(String) };
    expect(example?.payload).toMatchObject({ certificates: [{ reason }, { reason }] });
    const clear = { ...(example as Message), payload: latest.get(name) };
    expect(wrong(name, clear)).toEqual([0, 1].map((nth) => `${name}/certificates/${nth}/reason: must be object`));
    const sealed = [...contracts.values()].filter(({ schema }) => personalPaths(schema).length > 0);
    expect(sealed.length).toBeGreaterThan(2);
    for (const { name: one } of sealed)
      expect(JSON.stringify(told.components.schemas[one])).toContain('sealed under the key of the case');
  });

  it('takes fields that it does not know, and misses those that it does', () => {
    const [example] = told.components.messages['records.CaseClosed']?.examples ?? [];
    const { headers, payload } = example as Message;
    const saying = (other: object): Message => ({ headers, payload: other });
    const { closedAt, ...rest } = payload as { readonly closedAt: string };
    expect(wrong('records.CaseClosed', saying({ ...rest, closedAt, more: 1 }))).toEqual([]);
    expect(wrong('records.CaseClosed', saying(rest))).toEqual([
      "records.CaseClosed: must have required property 'closedAt'",
    ]);
  });

  it('names who hears what, by which group, and the servers by their settings', () => {
    expect(told.operations['hearings.receives.sanctions']).toMatchObject({
      action: 'receive',
      messages: [{ $ref: '#/channels/sanctions/messages/HistoryTold' }],
      bindings: { kafka: { groupId: { enum: ['probity.hearings'] } } },
    });
    expect(told).toMatchObject({
      servers: { 'kafka-1': { host: 'kafka-1:9092', protocol: 'kafka-secure', security: [{ type: 'scramSha512' }] } },
    });
    expect(asyncApi({ prefix: 'other' })).toMatchObject({ channels: { intake: { address: 'other.intake.v1' } } });
    expect(asyncApi()).not.toHaveProperty('servers');
  });
});
