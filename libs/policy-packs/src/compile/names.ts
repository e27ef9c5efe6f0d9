/** `interview-notice` as facts are named: `interviewNotice`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/[.-]+(.)/g, (_, letter: string) => letter.toUpperCase());
