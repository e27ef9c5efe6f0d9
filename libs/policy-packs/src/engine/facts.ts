import type { FactTypes } from '../policy.js';

/** Both sets of facts together. @throws where both declare the same fact: two sources could not both be right */
export const merge = (a: FactTypes, b: FactTypes): FactTypes => together(a, b, '', () => false);

/** What two say of the same facts. @throws where they say different things of one */
export const unite = (a: FactTypes, b: FactTypes): FactTypes => together(a, b, '', (one, other) => one === other);

type Type = FactTypes[string];

function together(a: FactTypes, b: FactTypes, path: string, agree: (one: Type, other: Type) => boolean): FactTypes {
  const merged: Record<string, Type> = { ...a };
  for (const [name, type] of Object.entries(b)) {
    const existing = merged[name];
    if (existing === undefined) merged[name] = type;
    else if (typeof existing === 'object' && typeof type === 'object') {
      merged[name] = together(existing, type, `${path}${name}.`, agree);
    } else if (!agree(existing, type)) throw new Error(`the fact ${path}${name} is declared twice`);
  }
  return merged;
}
