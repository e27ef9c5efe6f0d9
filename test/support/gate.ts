import { Transform, type TransformCallback } from 'node:stream';

/** `up`: from the program to its database; `down`: the answers. */
export type Way = 'up' | 'down';

/** How many bytes of a chunk may pass, and what happens after them, the rest being held back. */
export interface Passage {
  readonly bytes: number;
  readonly then?: () => void;
}

/** One direction of a connection, which can hold back what it is given. */
export class Gate extends Transform {
  private shut = false;
  private waiting: (() => void) | undefined;

  /** @param meet is asked about each chunk, by its length */
  constructor(private readonly meet: (bytes: number) => Passage) {
    super();
  }

  get stalled(): boolean {
    return this.shut;
  }

  stall(): void {
    this.shut = true;
  }

  release(): void {
    this.shut = false;
    const go = this.waiting;
    this.waiting = undefined;
    go?.();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.shut) {
      this.waiting = () => done(null, chunk);
      return;
    }
    const { bytes, then } = this.meet(chunk.length);
    if (!then) return done(null, chunk);
    if (bytes > 0) this.push(chunk.subarray(0, bytes));
    this.shut = true;
    this.waiting = () => done(null, chunk.subarray(bytes));
    // A turn later, so that what may pass has been written.
    setImmediate(then);
  }

  /** The end waits behind what is held. */
  override _flush(done: TransformCallback): void {
    if (this.shut) this.waiting = () => done();
    else done();
  }
}
