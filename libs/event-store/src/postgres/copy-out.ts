import type { Connection, PoolClient, Submittable } from 'pg';

/** Signature, flags, and the length of a header extension, which is not used. */
const HEADER = 19;
const TRAILER = -1;

/**
 * Runs `COPY … TO STDOUT (FORMAT binary)` and hands over each row's bytes: neither the driver nor the server turns anything
 * into text. The bytes are the driver's and good until `onRow` returns. The server sends a message for each row ("Message
 * Formats", CopyData); the first carries the header as well.
 */
export const copyOut = (client: PoolClient, copy: string, onRow: (row: BinaryRow) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    client.query(new CopyOut(copy, onRow, (error) => (error ? reject(error) : resolve())));
  });

/** A row of binary COPY, read from its first field to its last. */
export class BinaryRow {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  readonly #slab = new Slab();

  /** @returns whether it is a row, and not the end */
  open(bytes: Buffer, at: number): boolean {
    this.#bytes = bytes;
    this.#at = at + 2;
    return bytes.readInt16BE(at) !== TRAILER;
  }

  integer(): number {
    this.#at += 8;
    return this.#bytes.readInt32BE(this.#at - 4);
  }

  /** Of 64 bits; exact up to 2^53. */
  wholeNumber(): number {
    this.#at += 12;
    return this.#bytes.readInt32BE(this.#at - 8) * 2 ** 32 + this.#bytes.readUInt32BE(this.#at - 4);
  }

  text(): string {
    const start = this.#begin();
    return this.#bytes.toString('utf8', start, this.#at);
  }

  bytes(): Uint8Array {
    const start = this.#begin();
    return this.#slab.copy(this.#bytes, start, this.#at);
  }

  /** Moves to the end of the field. @returns where it starts */
  #begin(): number {
    const start = this.#at + 4;
    this.#at = start + this.#bytes.readInt32BE(this.#at);
    return start;
  }
}

const SLAB = 64 * 1024;

/** Copies side by side into few large pieces of memory: a piece for each would take ten times as long to make. */
class Slab {
  #memory = new ArrayBuffer(0);
  #used = 0;

  copy(from: Buffer, start: number, end: number): Uint8Array {
    const length = end - start;
    if (length > SLAB / 4) return new Uint8Array(from.subarray(start, end));
    if (this.#used + length > this.#memory.byteLength) [this.#memory, this.#used] = [new ArrayBuffer(SLAB), 0];
    const copy = new Uint8Array(this.#memory, this.#used, length);
    from.copy(copy, 0, start, end);
    this.#used += length;
    return copy;
  }
}

class CopyOut implements Submittable {
  readonly #row = new BinaryRow();
  #begun = false;
  #error: Error | undefined;

  /** `callback` is pg's own name: it wraps it to end a statement that takes too long. */
  constructor(
    private readonly copy: string,
    private readonly onRow: (row: BinaryRow) => void,
    readonly callback: (error?: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.copy);
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    const at = this.#begun ? 0 : HEADER;
    this.#begun = true;
    if (this.#error || !this.#row.open(chunk, at)) return;
    try {
      this.onRow(this.#row);
    } catch (error) {
      this.#error = error as Error;
    }
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error ??= error;
    this.callback(this.#error);
  }

  handleReadyForQuery(): void {
    this.callback(this.#error);
  }
}
