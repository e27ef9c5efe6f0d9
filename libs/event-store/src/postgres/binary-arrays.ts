/**
 * One-dimensional arrays without nulls in PostgreSQL's binary format, as `array_recv` reads them: dimensions, a flag for
 * nulls, the element's type, the length, the lower bound; then each element behind its length. Numbers are big-endian.
 * `pg` sends a Buffer as a binary parameter.
 */
const OID = { bytea: 17, int8: 20, int4: 23, text: 25 } as const;
const HEADER = 20;

const begin = (type: number, length: number, bytes: number): Buffer => {
  const array = Buffer.allocUnsafe(HEADER + bytes);
  array.writeInt32BE(length === 0 ? 0 : 1, 0);
  array.writeInt32BE(0, 4);
  array.writeUInt32BE(type, 8);
  array.writeInt32BE(length, 12);
  array.writeInt32BE(1, 16);
  return length === 0 ? array.subarray(0, 12) : array;
};

export const integers = (values: readonly number[]): Buffer => {
  const array = begin(OID.int4, values.length, values.length * 8);
  let at = HEADER;
  for (const value of values) {
    at = array.writeInt32BE(4, at);
    at = array.writeInt32BE(value, at);
  }
  return array;
};

/** From zero to 2^53. */
export const wholeNumbers = (values: readonly number[]): Buffer => {
  const array = begin(OID.int8, values.length, values.length * 12);
  let at = HEADER;
  for (const value of values) {
    at = array.writeInt32BE(8, at);
    at = array.writeInt32BE(Math.floor(value / 2 ** 32), at);
    at = array.writeUInt32BE(value % 2 ** 32, at);
  }
  return array;
};

export const texts = (values: readonly string[]): Buffer => {
  const lengths = values.map((value) => Buffer.byteLength(value));
  const array = begin(OID.text, values.length, total(lengths));
  let at = HEADER;
  values.forEach((value, index) => {
    at = array.writeInt32BE(lengths[index] ?? 0, at);
    at += array.write(value, at);
  });
  return array;
};

export const byteStrings = (values: readonly Uint8Array[]): Buffer => {
  const array = begin(OID.bytea, values.length, total(values.map(({ byteLength }) => byteLength)));
  let at = HEADER;
  for (const value of values) {
    at = array.writeInt32BE(value.byteLength, at);
    array.set(value, at);
    at += value.byteLength;
  }
  return array;
};

const total = (lengths: readonly number[]): number => lengths.reduce((sum, length) => sum + 4 + length, 0);
