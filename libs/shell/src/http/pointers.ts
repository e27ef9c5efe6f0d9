/** More than any field has that there is; a name that was sent may be as long as the body. */
const longest = 200;

/** RFC 6901, section 3. */
export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The pointer to what `name` is in, cut where it grows too long to be told. */
export const within = (pointer: string, name: string): string => {
  if (pointer.length >= longest) return pointer;
  const whole = `${pointer}/${escaped(name.slice(0, longest))}`;
  return whole.length > longest ? whole.slice(0, longest).toWellFormed() : whole;
};
