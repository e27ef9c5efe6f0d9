import type { YAMLError } from 'yaml';

/** What to do about it, where somebody who writes conditions and sentences is likely to meet it. */
const REMEDIES: Readonly<Partial<Record<YAMLError['code'], (text: string, message: string) => string>>> = {
  TAG_RESOLVE_FAILED: (text, message) => `${message}: a condition that begins with ! stands in quotes: '${text}'`,
  BLOCK_AS_IMPLICIT_KEY: () => 'words with a colon and a space in them stand in quotes',
  TAB_AS_INDENT: () => 'lines are indented by spaces, and not by tabs',
};

const afterQuote = 'what begins with a quote ends with it: put the whole of it in quotes of the other kind';

/** What the parser found, one thing a line: the rest of a line that went wrong is noise. */
export function yamlErrors(
  found: readonly YAMLError[],
  text: string,
): readonly { readonly offset: number; readonly message: string }[] {
  const byLine = Map.groupBy(found, ({ pos: [offset] }) => text.slice(0, offset).split('\n').length);
  const told = [...byLine.values()].map((errors) => {
    const sorted = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
    const known = sorted.find(({ code }) => REMEDIES[code] !== undefined);
    const { code, message, pos } = (known ?? sorted[0]) as YAMLError;
    const [offset] = pos;
    const end = text.indexOf('\n', offset);
    const rest = text.slice(offset, end < 0 ? undefined : end).trim();
    const remedy = REMEDIES[code]?.(rest.replace(/\s*[,}].*$/, ''), message);
    return { offset, message: remedy ?? (/scalar at node end/.test(message) ? afterQuote : message) };
  });
  return told.toSorted((a, b) => a.offset - b.offset);
}
