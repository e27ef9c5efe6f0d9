/** What a person reads when it has started. */
export const greeting = (url: string, withSamples: boolean): string => `
  Probity is running:  ${url}
  The API to read:     ${url}/docs
${
  withSamples
    ? `
  Sign in:    npm run token -- --as imi-quality-manager     (sample staff; npm run token lists them)
  Try next:   npm run demo                                  (a whole case, step by step)
              curl -H "Authorization: Bearer $(npm run -s token -- --as imi-quality-manager)" ${url}/worklist
`
    : ''
}
  Ctrl-C stops it. What was acknowledged is kept.

`;
