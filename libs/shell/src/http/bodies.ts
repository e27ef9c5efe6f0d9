import type { Readable } from 'node:stream';
import { tableTypes } from '@probity/registers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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

/** What a table of a register is uploaded as. */
export const typesOfTable: readonly string[] = [...tableTypes.keys()];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A body that the route reads for itself, as it streams in: `@RouteConfig({ takes: 'file' })`. */
    takes?: 'file' | 'large-json' | 'signed-json' | 'table';
  }
}

/** JSON is parsed once, and refused where it holds what cannot be stored; what a route reads for itself is handed over. */
export const acceptBodies = (
  fastify: Pick<FastifyInstance, 'addContentTypeParser' | 'removeContentTypeParser'>,
): void => {
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) => {
    const { takes } = request.routeOptions.config;
    if (takes === 'file' || takes === 'table') throw new UnsupportedFile();
    return takes === 'large-json' || takes === 'signed-json' ? payload : readJson(request, payload, jsonLimitBytes);
  });
  const bytes = [...new Set([...fileTypes, ...typesOfTable])];
  fastify.addContentTypeParser(bytes, async (request: FastifyRequest, payload: Readable) => {
    const types: readonly string[] = typesOf(request.routeOptions.config);
    if (!types.includes(mediaTypeOf(request.headers)) || !isUtf8(request)) throw new UnsupportedFile();
    return payload;
  });
};

const typesOf = (config: { readonly takes?: string }): readonly string[] =>
  takesFile(config) ? fileTypes : takesTable(config) ? typesOfTable : [];

/** Without its parameters. */
export const mediaTypeOf = (headers: FastifyRequest['headers']): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** A table in another code page would be read for what it is not. */
const isUtf8 = ({ headers, routeOptions }: FastifyRequest): boolean => {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return !takesTable(routeOptions.config) || ['utf-8', 'utf8', 'us-ascii'].includes(charset.toLowerCase());
};

/** @throws TooLarge, SyntaxError, InvalidRequest */
export const readJson = async (request: FastifyRequest, payload: Readable, limitBytes: number): Promise<unknown> => {
  const value = parse(await readBytes(request, payload, limitBytes));
  // A value takes sixteen bytes or so: as many as the limit on bytes lets through of anything real.
  checkText(value, limitBytes / 16);
  return value;
};

/** @throws TooLarge */
export const readBytes = async (request: FastifyRequest, payload: Readable, limitBytes: number): Promise<Buffer> => {
  if (Number(request.headers['content-length']) > limitBytes) throw new TooLarge();
  return all(payload, limitBytes);
};

/** What is left of what is too large is let go unread, so that the answer arrives. */
const all = async (payload: Readable, limitBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) {
      payload.resume();
      throw new TooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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

export const takesFile = ({ takes }: { readonly takes?: string }): boolean => takes === 'file';
export const takesTable = ({ takes }: { readonly takes?: string }): boolean => takes === 'table';

export const jsonLimitBytes = 1_048_576;
export const largeJsonLimitBytes = 33_554_432;
export const fileLimitBytes = 26_214_400;

/** A file of a type that is not taken. */
export class UnsupportedFile extends Error {
  override readonly name = 'UnsupportedFile';
  readonly statusCode = 415;
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly statusCode = 413;
}
