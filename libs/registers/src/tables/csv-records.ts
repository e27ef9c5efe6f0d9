import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type CsvError, parse } from 'csv-parse';
import type { PhysicalLines } from './physical-lines.js';

export interface CsvRecord {
  /** On which it begins. */
  readonly line: number;
  /** How many lines it takes: more than one where a quoted cell has line breaks. */
  readonly height: number;
  readonly cells: readonly string[];
}

export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  /** Lines whose quotes do not come out: each is left out, and reading goes on with the next. */
  readonly broken: readonly number[];
}

/** Of so many broken lines it is no CSV. */
export const mostBroken = 100;

/** RFC 4180; CRLF or LF; empty lines are no records. */
export async function readCsv(lines: PhysicalLines): Promise<CsvRecords> {
  const records: CsvRecord[] = [];
  const broken: number[] = [];
  for (let line = 1; line <= lines.count && broken.length < mostBroken;) {
    const { next, isBroken } = await readOn(lines, line, records);
    if (isBroken) broken.push(next);
    line = isBroken ? next + 1 : next;
  }
  return { records, broken };
}

/** Adds the records from a line on, up to the first that is broken. */
async function readOn(
  lines: PhysicalLines,
  from: number,
  records: CsvRecord[],
): Promise<{ next: number; isBroken: boolean }> {
  let goodOnes: number | undefined;
  const parser = parse({
    raw: true,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    // Or the records before it, which are still on their way, would be lost with the error.
    skip_records_with_error: true,
    on_skip: (error) => void (goodOnes ??= (error as CsvError & { readonly records: number }).records),
  });
  let line = from;
  let read = 0;
  for await (const { record, raw } of Readable.from(pieces(lines.from(from), () => goodOnes !== undefined)).pipe(
    parser,
  ) as AsyncIterable<Raw>) {
    if (goodOnes !== undefined && read >= goodOnes) break;
    const height = linesIn(raw);
    if (record.length > 1 || record[0] !== '') records.push({ line, height, cells: record });
    line += height;
    read += 1;
  }
  return { next: line, isBroken: goodOnes !== undefined };
}

interface Raw {
  readonly record: readonly string[];
  readonly raw: string;
}

/** Of CRLF at its end the parser gives the first half. */
const linesIn = (raw: string): number => raw.split('\n').length - (raw.endsWith('\n') ? 1 : 0);

/**
 * Small ones first: where a line is broken soon, what came with it was read for nothing. In between others get their turn,
 * for a register is large, and the process serves everybody.
 */
async function* pieces(bytes: Uint8Array, isEnough: () => boolean): AsyncGenerator<Uint8Array> {
  for (let at = 0, size = 128; at < bytes.length && !isEnough(); at += size, size = Math.min(size * 2, 16_384)) {
    yield bytes.subarray(at, at + size);
    await setImmediate();
  }
}
