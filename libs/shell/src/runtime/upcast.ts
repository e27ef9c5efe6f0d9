/** By type, then by the version that it lifts from: `{ LeadAssigned: { 1: (old) => new } }`. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, (data: object) => object>>>>;

/** Lifts what was stored to today's shape. @throws where a step is missing */
export const upcast = (upcasters: Upcasters, type: string, from: number, to: number, data: object): object => {
  let lifted = data;
  for (let version = from; version < to; version += 1) {
    const step = upcasters[type]?.[version];
    if (!step) throw new Error(`no upcaster lifts ${type} from version ${version} to ${version + 1}`);
    lifted = step(lifted);
  }
  return lifted;
};
