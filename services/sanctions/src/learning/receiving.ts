import { invalid, InvalidMessage, Unauthenticated, type FieldError, type LearningSystem } from '@probity/shell';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { reports, type ReportOfCourse } from '../domain/sanctions/course-events.js';

const types = Object.keys(reports) as [ReportOfCourse, ...ReportOfCourse[]];

/** What a learning system tells of a course. */
export const CourseMessage = z.strictObject({
  type: z.enum(types),
  /** When it was told. */
  timestamp: z.iso.datetime({ offset: true }).optional(),
  data: z.strictObject({
    /** As the course was given. */
    course: z.uuid(),
    /** When it happened. */
    at: z.iso.datetime({ offset: true }),
  }),
});
export type CourseMessage = z.infer<typeof CourseMessage>;

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const needed = { 'webhook-id': /^[\x21-\x7e]{1,200}$/, 'webhook-timestamp': /^\d{1,15}$/, 'webhook-signature': /^\S/ };

/**
 * The message, once its signature is found right, and its time to be the machine's within five minutes.
 * @throws InvalidMessage where a header lacks, or it is none of the messages that are taken; Unauthenticated
 */
export const receive = (
  system: LearningSystem | undefined,
  headers: Headers,
  body: string,
): CourseMessage & { readonly id: string } => {
  const signed = headersOf(headers);
  if (!system) throw new Unauthenticated(notValid);
  verify(system, signed, body);
  const parsed = CourseMessage.safeParse(contentOf(body));
  if (!parsed.success) throw new InvalidMessage(invalid(parsed.error.issues).errors);
  return { ...parsed.data, id: String(signed['webhook-id']) };
};

const wrong = (field: string, says: string): FieldError => ({ field, code: 'invalid', says });

const headersOf = (headers: Headers): Record<string, string> => {
  const lacking = Object.entries(needed).filter(([name, shape]) => !shape.test(String(headers[name] ?? '')));
  if (lacking.length > 0)
    throw new InvalidMessage(
      lacking.map(([name]) => wrong(`/headers/${name}`, `${name} is needed to know who sends it`)),
    );
  return Object.fromEntries(Object.keys(needed).map((name) => [name, String(headers[name])]));
};

const notValid = 'the signature is not valid';

/** @throws Unauthenticated which of the two it is: an old message is signed anew, and told again */
const verify = ({ secret }: LearningSystem, headers: Record<string, string>, body: string): void => {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    const isOld = /timestamp/i.test(error.message);
    throw new Unauthenticated(isOld ? 'webhook-timestamp is not within five minutes of the time here' : notValid);
  }
};

const contentOf = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new InvalidMessage([wrong('', 'The body is not JSON.')]);
  }
};
