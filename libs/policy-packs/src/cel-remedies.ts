/** What to write instead, where a condition is put as one would say it, or as other languages have it; '' where that is not known. */
export function remedyFor(error: string, condition: string): string {
  const bare = condition.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''");
  const found = REMEDIES.find(([sign, inError]) => sign.test(bare) && inError.test(error));
  return found === undefined ? '' : `; ${found[2]}`;
}

const NOT_CEL = /Unexpected (character|token)|Expected/;

const REMEDIES: readonly (readonly [RegExp, RegExp, string])[] = [
  [/\band\b/i, NOT_CEL, 'write && for and'],
  [/\bor\b/i, NOT_CEL, 'write || for or'],
  [/\bnot\b/i, NOT_CEL, 'write ! for not'],
  [/[^=!<>]=[^=]/, NOT_CEL, 'write == for ='],
  [/^/, /overload: bool (==|!=) |overload: \w+ (==|!=) bool/, 'what is so or not stands by itself: a.b, or !a.b'],
  [/^/, /overload: list/, "whether something is in a list is written 'x' in a.b"],
  [/^/, /overload: (string \S+ (int|double)|(int|double) \S+ string)/, 'words stand in quotes, numbers do not'],
  [/^/, /overload: (double|int) [-+*<>]=? ?(double|int)/, 'write a whole number as 1.0 beside one that is a fact'],
];
