/** What an event told, without what it rested on. */
export const withoutRuling = <T extends { readonly ruling: unknown }>({ ruling: _, ...data }: T): Omit<T, 'ruling'> =>
  data;
