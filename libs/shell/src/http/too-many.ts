/** More than one address may send without an account in a minute. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  readonly statusCode = 429;
  constructor(
    readonly most: number,
    /** Until the next is taken. */
    readonly seconds: number,
  ) {
    super('too many requests');
  }
}
