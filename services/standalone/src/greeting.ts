/** What a person reads when it has started: commands as they must be typed, on another port too. */
export const greeting = (url: string, withSamples: boolean, port = process.env['PORT']): string => {
  const npm = `${port ? `PORT=${port} ` : ''}npm run`;
  return `
  Probity is running:  ${url}
  The API to read:     ${url}/docs
${
  withSamples
    ? `
  Sign in:    ${npm} token -- --as imi-quality-manager     (sample staff; ${npm} token lists them)
  Try next:   ${npm} demo                                  (a whole case, step by step)
              curl -H "Authorization: Bearer $(${npm} -s token -- --as imi-quality-manager)" ${url}/worklist
`
    : ''
}
  Ctrl-C stops it. What was acknowledged is kept.

`;
};
