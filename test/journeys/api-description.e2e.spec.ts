import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body, Caller } from '@probity/standalone';
import { System } from '../support/system.js';

let system: System;
let anyone: Caller;
let api: Body;

beforeAll(async () => {
  system = await System.start();
  anyone = system.anyone();
  ({ body: api } = await anyone.get('/openapi.json'));
});
afterAll(() => system.stop());

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly told: Body;
  readonly isPublic: boolean;
}

/** Without a token, too. */
const isOpen = (security: readonly object[]): boolean =>
  security.length === 0 || security.some((one) => Object.keys(one).length === 0);

const operations = (): readonly Operation[] =>
  Object.entries<Body>(api.paths).flatMap(([path, item]) =>
    Object.entries<Body>(item).map(([method, told]) => ({
      name: `${method} ${path}`,
      method,
      path,
      told,
      isPublic: isOpen(told.security),
    })),
  );
const resolve = (ref: string): Body =>
  ref
    .slice(2)
    .split('/')
    .reduce((inner, name) => inner?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], api);
const deref = (value: Body): Body => (value.$ref === undefined ? value : resolve(value.$ref));
const refsIn = (value: unknown): readonly string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([name, member]) => (name === '$ref' ? [String(member)] : refsIn(member)));
const parametersOf = ({ told }: Operation): readonly Body[] => told.parameters.map(deref);
const isFile = ({ path }: Operation): boolean => path === '/files' || path === '/registers/{institution}/{table}';
/** Another system's, that says who sends it by its signature. */
const isMessage = ({ path }: Operation): boolean => path.startsWith('/webhooks/');
/** It changes nothing. */
const isQuestion = ({ path }: Operation): boolean => path.endsWith('/explain');
/** The names of the operations of which something is not so. */
const unless = (which: (operation: Operation) => boolean, so: (operation: Operation) => boolean): readonly string[] =>
  operations()
    .filter(which)
    .filter((operation) => !so(operation))
    .map(({ name }) => name);

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 of every service', async () => {
    const reply = await anyone.get('/openapi.json');
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(api).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: { title: 'Probity', version: expect.any(String), description: expect.any(String) },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    });
    for (const path of ['/reports', '/cases/{case}/investigation', '/cases/{case}/hearing', '/certificates/{number}'])
      expect(api.paths).toHaveProperty([path]);
    expect(operations().length).toBeGreaterThan(60);
  });

  it('refers to nothing that is not there', () => {
    expect(refsIn(api).length).toBeGreaterThan(100);
    expect(refsIn(api).filter((ref) => !ref.startsWith('#/') || resolve(ref) === undefined)).toEqual([]);
  });

  it('names each parameter of a path once, as required, and no other', () => {
    const named = (operation: Operation): readonly string[] =>
      parametersOf(operation)
        .filter((one) => one.in === 'path' && one.required === true)
        .map(({ name }) => name);
    const inPath = ({ path }: Operation): readonly string[] =>
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    expect(
      unless(
        () => true,
        (one) => named(one).toSorted().join() === inPath(one).toSorted().join(),
      ),
    ).toEqual([]);
    const all = (one: Operation): readonly string[] =>
      parametersOf(one).map(({ name, in: where }) => `${where} ${name}`);
    expect(
      unless(
        () => true,
        (one) => new Set(all(one)).size === all(one).length,
      ),
    ).toEqual([]);
  });

  it('gives each operation an id of its own, a summary, a tag, and answers with a description', () => {
    const ids = operations().map(({ told }) => told.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    const isTold = ({ told }: Operation): boolean => /^[A-Z][a-z].{2,60}$/.test(told.summary) && told.tags.length === 1;
    expect(unless(() => true, isTold)).toEqual([]);
    const answers = ({ told }: Operation): readonly Body[] => Object.values(told.responses).map(deref);
    expect(
      unless(
        () => true,
        (one) => answers(one).every(({ description }) => description.length > 0),
      ),
    ).toEqual([]);
    expect(
      unless(
        () => true,
        ({ told }) => Object.keys(told.responses).some((status) => /^2\d\d$/.test(status)),
      ),
    ).toEqual([]);
  });

  it('says of every route whether it needs a token, as the route itself does', async () => {
    for (const { name, method, path, isPublic } of operations()) {
      const at = path.replaceAll(/\{\w+\}/g, '0192f0c1-2b3c-7d4e-8f50-123456789abc');
      const { status } = await anyone.send(method.toUpperCase(), at, {});
      expect([name, status === 401]).toEqual([name, !isPublic]);
    }
  });

  it('says of every body that JSON takes which fields there are, and that there are no others', () => {
    const takesBody = (one: Operation): boolean => one.told.requestBody !== undefined && !isFile(one);
    expect(operations().filter(takesBody).length).toBeGreaterThan(40);
    const schema = ({ told }: Operation): Body => told.requestBody.content['application/json']?.schema;
    const closed = (one: Body): boolean => one.type === 'object' && one.additionalProperties === false;
    const isClosed = (one: Operation): boolean => [deref(schema(one))].flatMap((of) => of.oneOf ?? of).every(closed);
    expect(unless(takesBody, isClosed)).toEqual([]);
    expect(api.paths['/reports'].post.requestBody.content['application/json'].schema).toMatchObject({
      required: expect.arrayContaining(['institution', 'reporter', 'nature']),
      properties: { nature: { properties: { what: { type: 'string', maxLength: 20_000 } } } },
    });
  });

  it('says which types of file are taken', () => {
    expect(Object.keys(api.paths['/files'].post.requestBody.content)).toEqual(
      expect.arrayContaining(['application/pdf', 'image/png', 'text/csv']),
    );
  });

  it('declares Idempotency-Key on every act, If-Match where somebody signs in, and at-least on every read', () => {
    const has = (name: string, required: boolean) => (one: Operation) =>
      parametersOf(one).some((parameter) => parameter.name === name && (parameter.required ?? false) === required);
    const isAct = (one: Operation): boolean =>
      one.method === 'post' && !isFile(one) && !isQuestion(one) && !isMessage(one);
    expect(unless(isMessage, has('webhook-id', true))).toEqual([]);
    expect(unless(isAct, has('Idempotency-Key', true))).toEqual([]);
    expect(unless((one) => isAct(one) && !one.isPublic, has('If-Match', false))).toEqual([]);
    expect(unless((one) => one.method === 'get' && !one.isPublic, has('at-least', false))).toEqual([]);
  });

  it('declares every error as problem details, of types that can be looked up', async () => {
    const errors = ({ told }: Operation): readonly Body[] =>
      Object.entries(told.responses)
        .filter(([status]) => Number(status) >= 400)
        .map(([, response]) => deref(response));
    const areProblems = (one: Operation): boolean =>
      errors(one).length > 0 &&
      errors(one).every(({ content }) => Object.keys(content).join() === 'application/problem+json');
    expect(unless(() => true, areProblems)).toEqual([]);
    const declared =
      (...statuses: readonly number[]) =>
      ({ told }: Operation) =>
        statuses.every((one) => told.responses[one]);
    expect(unless((one) => !one.isPublic, declared(401, 403, 404, 503))).toEqual([]);
    expect(unless((one) => one.method === 'post' && !one.isPublic, declared(400, 409, 412, 422, 428))).toEqual([]);
    expect(unless((one) => /\{(case|report)\}/.test(one.path), declared(410))).toEqual([]);
    expect(unless((one) => one.method === 'post' && one.isPublic, declared(413, 415, 429))).toEqual([]);
    const types: readonly string[] = api.components.schemas.Problem.properties.type.enum;
    for (const type of types) expect([type, (await anyone.get(type)).status]).toEqual([type, 200]);
  });
});

describe('/docs', () => {
  it('is a page that loads with its own assets, and asks nobody else', async () => {
    const page = await anyone.get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const assets = [...page.body.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]+)"/g)].map(([, asset]) => asset);
    expect(assets.length).toBeGreaterThanOrEqual(4);
    for (const asset of assets) {
      const at = new URL(asset, `${system.url}/docs`);
      expect(at.origin).toBe(system.url);
      const { status, headers } = await anyone.get(at.pathname);
      expect([asset, status]).toEqual([asset, 200]);
      expect(headers.get('content-type')).toMatch(
        asset.endsWith('.js') ? /javascript/ : asset.endsWith('.css') ? /css/ : /image/,
      );
    }
    const { body: start } = await anyone.get('/docs/swagger-ui-init.js');
    expect(start).toMatch(/"validatorUrl":\s*null/);
    expect(start).toContain('/cases/{case}/timeline');
  });
});

describe('/', () => {
  it('tells a person what is running, and where to go', async () => {
    const page = await anyone.get('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const service of ['intake', 'investigation', 'hearings', 'sanctions', 'regulator-notification', 'records'])
      expect(page.body).toContain(`<li>${service}</li>`);
    const links = [...page.body.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(links).toEqual(
      expect.arrayContaining(['/docs', '/openapi.json', '/asyncapi.json', '/health/live', '/health/ready']),
    );
    for (const link of links) expect([link, (await anyone.get(link)).status]).toEqual([link, 200]);
  });
});

describe('/health', () => {
  it('is live, and ready part by part', async () => {
    expect(await anyone.get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await anyone.get('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ok', services: { intake: 'ok', records: 'ok' } },
    });
  });

  it('says of each act and table which facts it can be asked with, and of what type', () => {
    const [question] = operations().filter(isQuestion);
    const questions: readonly Body[] = question?.told.requestBody.content['application/json'].schema.oneOf ?? [];
    const asked = (name: string): Body => questions.find((one) => one.title === name);
    expect(asked('adverse-effect').properties.table).toEqual({ const: 'adverse-effect' });
    expect(deref(asked('hearing.communicate').properties.facts).properties).toMatchObject({
      recipient: { properties: { implicated: { type: 'boolean' }, part: { type: 'string' } } },
      actor: { properties: { offices: { type: 'array', items: { type: 'string' } } } },
    });
  });
});
