/** A spreadsheet takes a cell that begins so for a formula. */
const formula = /^[=+\-@\t\r\n]/;

/** Lines of cells as RFC 4180 has them. What a spreadsheet would compute is text: it gets an apostrophe before it. */
export const csv = (lines: readonly (readonly (string | number)[])[]): string =>
  lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
