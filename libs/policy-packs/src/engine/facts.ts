import type { FactTypes } from '../policy.js';

/** Both sets of facts together. @throws where both declare the same fact: two sources could not both be right */
export function merge(a: FactTypes, b: FactTypes, path = ''): FactTypes {
  const merged: Record<string, FactTypes[string]> = { ...a };
  for (const [name, type] of Object.entries(b)) {
    const existing = merged[name];
    if (existing === undefined) merged[name] = type;
    else if (typeof existing === 'object' && typeof type === 'object') {
      merged[name] = merge(existing, type, `${path}${name}.`);
    } else throw new Error(`the fact ${path}${name} is declared twice`);
  }
  return merged;
}
