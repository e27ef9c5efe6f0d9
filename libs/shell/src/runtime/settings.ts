import { z } from 'zod';

const wholeNumber = z.string().regex(/^\d+$/).transform(Number);

const schema = z.object({
  PORT: wholeNumber.pipe(z.number().max(65_535)).default(3000).describe('a port, 0 to 65535'),
  HOST: z.string().min(1).default('127.0.0.1').describe('an address to listen on'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/)
    .refine((url) => URL.canParse(url))
    .optional()
    .describe('postgres://user:password@host:port/database'),
  PROBITY_DATA: z.string().min(1).default('.data').describe('a directory for the database, the files and the keys'),
  PROBITY_PACKS: z.string().min(1).optional().describe('a directory of policy packs, <pack>/<version>/'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the URL of an OpenID provider'),
  PROBITY_SAMPLES: z
    .enum(['yes', 'no'])
    .optional()
    .describe('yes or no: sample staff who sign in without proof, and their register'),
  OIDC_AUDIENCE: z.string().min(1).default('probity').describe('the audience that tokens must be for'),
  REGISTER_WRITERS: z
    .string()
    .regex(/^$|^[a-z][a-z0-9-]*=[^,=]+(,[a-z][a-z0-9-]*=[^,=]+)*$/)
    .default('')
    .describe("institution=subject,… : the token subjects that may upload an institution's first register"),
  PUBLIC_REPORTS_PER_MINUTE: wholeNumber.pipe(z.number().min(1)).default(30).describe('a whole number from 1'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug or silent'),
});

export type Settings = z.infer<typeof schema>;

/** A setting is wrong: which, and what was expected. The process stops. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';
}

/** One line for a setting that cannot be used. A password in a URL is left out. */
export const wrongSetting = (name: keyof Settings, value: unknown, why = ''): string => {
  const shown = JSON.stringify(value)?.replace(/\/\/.*@/, '//…@');
  const found = shown === undefined ? 'is not set' : `is ${shown}`;
  return `${name} ${found}${why && `, ${why}`}; expected ${schema.shape[name].description ?? 'something else'}`;
};

/** @throws SettingsWrong naming each setting that is wrong */
export const settingsFrom = (environment: NodeJS.ProcessEnv): Settings => {
  const named = Object.fromEntries(Object.entries(environment).filter(([name]) => name in schema.shape));
  const parsed = schema.safeParse(named);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
  throw new SettingsWrong(names.map((name) => wrongSetting(name as keyof Settings, named[name])).join('\n'));
};
