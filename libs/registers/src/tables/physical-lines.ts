import { isUtf8 } from 'node:buffer';

/** Of 32 MiB, a register's lines are not as short as more of them would be. */
export const mostLines = 300_000;

/** The bytes of a file, line by line as an editor counts. */
export class PhysicalLines {
  readonly bytes: Uint8Array;
  /** Where each line begins, and behind the last of them the end. */
  readonly #starts: readonly number[];

  constructor(file: Uint8Array) {
    this.bytes = withoutMark(file);
    this.#starts = startsOf(this.bytes);
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** From 1. */
  line(line: number): Uint8Array {
    return this.bytes.subarray(this.#starts[line - 1], this.#starts[line]);
  }

  from(line: number): Uint8Array {
    return this.bytes.subarray(this.#starts[line - 1] ?? this.bytes.length);
  }

  /** Lines that are not UTF-8: of a spreadsheet's own code page, say. */
  notUtf8(): ReadonlySet<number> {
    if (isUtf8(this.bytes)) return new Set();
    const all = Array.from({ length: this.count }, (_, nth) => nth + 1);
    return new Set(all.filter((line) => !isUtf8(this.line(line))));
  }
}

/** Spreadsheets put a byte order mark before UTF-8. */
const withoutMark = (file: Uint8Array): Uint8Array =>
  file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? file.subarray(3) : file;

const startsOf = (bytes: Uint8Array): readonly number[] => {
  const starts: number[] = [];
  for (let at = 0; at < bytes.length;) {
    starts.push(at);
    const end = bytes.indexOf(0x0a, at);
    at = end < 0 ? bytes.length : end + 1;
  }
  return [...starts, bytes.length];
};
