import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SettingsWrong, wrongSetting } from './settings.js';

/** An institution's own system for learning, with which messages are exchanged (Standard Webhooks). */
export interface LearningSystem {
  /** To which messages are posted. */
  readonly url: string;
  /** `whsec_` and 24 to 64 bytes as base64: what both sign with. */
  readonly secret: string;
}

export type LearningSystems = Readonly<Record<string, LearningSystem>>;

const bytesOf = (secret: string): number => Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length;

const schema = z.record(
  z.string().regex(/^[a-z][a-z0-9-]*$/),
  z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    secret: z
      .string()
      .regex(/^(whsec_)?[A-Za-z0-9+/]+={0,2}$/)
      .refine((secret) => bytesOf(secret) >= 24 && bytesOf(secret) <= 64),
  }),
);

/** By institution; none without a file. @throws SettingsWrong naming the field, and never a secret */
export const learningSystemsIn = (file: string | undefined): LearningSystems => {
  if (file === undefined) return {};
  const wrong = (why: string) => new SettingsWrong(wrongSetting('PROBITY_LEARNING_SYSTEMS', file, why));
  const parsed = schema.safeParse(contentOf(file, wrong));
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => `/${path.join('/')}`))];
  throw wrong(`in which ${fields.join(', ')} is wrong`);
};

const contentOf = (file: string, wrong: (why: string) => SettingsWrong): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw wrong(error instanceof SyntaxError ? 'which is not JSON' : 'which cannot be read');
  }
};
