import type { FastifyInstance } from 'fastify';
import { InvalidRequest } from './requests.js';
import { checkText, tooDeep } from './text.js';

/** The types of file that are taken as evidence. */
export const fileTypes = [
  'application/pdf',
  'application/zip',
  'application/octet-stream',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/csv',
] as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A body that is handed over as it streams in: `@RouteConfig({ takes: 'file' })`. What it is else is parsed at once. */
    takes?: 'file' | 'large-json';
  }
}

/** A file, and JSON of any size, are handed over as they stream in, to a route that takes such; other JSON is parsed. */
export const acceptBodies = (
  fastify: Pick<FastifyInstance, 'addContentTypeParser' | 'removeContentTypeParser'>,
): void => {
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser([...fileTypes], (request, payload, done) =>
    takesFile(request.routeOptions.config) ? done(null, payload) : done(new UnsupportedFile()),
  );
};

const parse = (body: Buffer): unknown => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch (error) {
    // Nested deeper than the parser's own stack.
    if (error instanceof RangeError) throw new InvalidRequest([tooDeep]);
    throw new SyntaxError('the body is not JSON in UTF-8');
  }
};

/** A route says that it takes a file by the limit it sets itself: `@RouteConfig({ bodyLimit })`. */
export const takesFile = (config: object): boolean => 'bodyLimit' in config;

export const fileLimitBytes = 26_214_400;

/** A file of a type that is not taken. */
export class UnsupportedFile extends Error {
  override readonly name = 'UnsupportedFile';
  readonly statusCode = 415;
}
