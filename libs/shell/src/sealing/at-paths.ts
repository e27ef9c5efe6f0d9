type Act = (value: unknown, at: string) => Promise<unknown>;

/** A copy of `data` in which the values at the paths of `personalPaths` are replaced. A path that leads nowhere is passed over. */
export const atPaths = async (data: unknown, paths: readonly string[], act: Act): Promise<unknown> => {
  let so = data;
  for (const path of new Set(paths)) so = await put(so, path === '' ? [] : path.split('.'), '', act);
  return so;
};

const put = async (data: unknown, [step, ...rest]: readonly string[], at: string, act: Act): Promise<unknown> => {
  if (step === undefined) return act(data, at);
  if (typeof data !== 'object' || data === null) return data;
  if (step === '[]') {
    const items = data as readonly unknown[];
    return Promise.all(items.map((item, index) => put(item, rest, `${at}/${index}`, act)));
  }
  const members = data as Readonly<Record<string, unknown>>;
  const names = step === '{}' ? Object.keys(members) : Object.hasOwn(members, step) ? [step] : [];
  const changed = names.map(async (name) => [name, await put(members[name], rest, `${at}/${name}`, act)] as const);
  return { ...members, ...Object.fromEntries(await Promise.all(changed)) };
};
