/**
 * A sealed file: a header, the content in chunks, and a trailer, each chunk and the trailer sealed by themselves.
 *
 * Header, in clear, 18 bytes: format (1), how many bytes sealing adds (1), the scope's UUID (16). A chunk holds 64 KiB, the
 * last one what is left. The trailer holds the SHA-256 of the content. Each is bound to the scope and to its number, and the
 * trailer to being the last: so nothing can be taken away, added or put in another order unseen (after STREAM; Hoang,
 * Reyhanitabar, Rogaway and Vizar, 2015).
 */
const FORMAT = 1;
const UUID_BYTES = 16;

export const chunkBytes = 64 * 1024;
export const headerBytes = 2 + UUID_BYTES;
/** Of the trailer, before it is sealed. */
export const trailerBytes = 32;

export interface Header {
  readonly scope: string;
  /** How much longer a chunk is sealed than before. */
  readonly added: number;
}

export const writeHeader = ({ scope, added }: Header): Buffer => {
  const uuid = Buffer.from(scope.slice('evidence:'.length).replaceAll('-', ''), 'hex');
  if (uuid.length !== UUID_BYTES || added > 255) throw new TypeError(`no header can tell ${scope} and ${added}`);
  return Buffer.concat([Buffer.of(FORMAT, added), uuid]);
};

/** Undefined where it is none. */
export const readHeader = (bytes: Uint8Array): Header | undefined => {
  const [format, added = 0] = bytes;
  if (bytes.length < headerBytes || format !== FORMAT) return undefined;
  const hex = Buffer.from(bytes.subarray(2, headerBytes)).toString('hex');
  return { scope: `evidence:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`, added };
};

export interface Layout {
  readonly chunks: number;
  /** Of the content. */
  readonly bytes: number;
  /** Where the trailer begins in the file. */
  readonly trailerAt: number;
}

/** From the file's length; undefined where no sealed file is as long as that. */
export const layoutOf = (fileBytes: number, { added }: Header): Layout | undefined => {
  const trailerAt = fileBytes - trailerBytes - added;
  const sealed = trailerAt - headerBytes;
  const chunks = Math.ceil(sealed / (chunkBytes + added));
  const bytes = sealed - chunks * added;
  return sealed >= 0 && bytes >= Math.max(0, (chunks - 1) * chunkBytes) ? { chunks, bytes, trailerAt } : undefined;
};

export const boundToChunk = (scope: string, nth: number): Uint8Array => Buffer.from(`evidence 1 ${scope} chunk ${nth}`);
export const boundToTrailer = (scope: string, chunks: number): Uint8Array =>
  Buffer.from(`evidence 1 ${scope} end ${chunks}`);
