/** @throws where the text has no such part, so that a test cannot pass by changing nothing */
export const replace = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`the fixture has no ${from}`);
  return text.replace(from, to);
};

export const append = (more: string) => (text: string) => `${text}${more}`;
