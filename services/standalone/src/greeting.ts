import type { Register } from '@probity/registers';

/** What a person reads when it has started: commands as they must be typed, on another port too. */
export const greeting = (url: string, samples: readonly Register[], port = process.env['PORT']): string => {
  const npm = `${port ? `PORT=${port} ` : ''}npm run`;
  return `
  Probity is running:  ${url}
  The API to read:     ${url}/docs
${toTry(url, npm, samples)}
${lettersWait()}  Ctrl-C stops it. What was acknowledged is kept.

`;
};

/** One person of each institution: the first of its sample register. */
const toTry = (url: string, npm: string, samples: readonly Register[]): string => {
  const people = samples.flatMap(({ institution, staff: [one] }) =>
    one ? [{ institution: institution.name, subject: one.subject }] : [],
  );
  const [somebody] = people;
  if (!somebody) return '';
  const width = Math.max(...people.map(({ subject }) => subject.length));
  const signIn = people.map(
    ({ institution, subject }, nth) =>
      `  ${nth === 0 ? 'Sign in:' : '        '}    ${npm} token -- --as ${subject.padEnd(width)}  # ${institution}\n`,
  );
  return `
${signIn.join('')}              ${npm} token  # lists all the sample people
  Try next:   ${npm} demo  # a whole case, step by step
              curl -H "Authorization: Bearer $(${npm} -s token -- --as ${somebody.subject})" ${url}/worklist
`;
};

const lettersWait = (): string =>
  process.env['PROBITY_SMTP_URL'] === undefined
    ? '  Letters are kept, and wait until PROBITY_SMTP_URL is set:  GET /cases/{case}/letters\n'
    : '';
