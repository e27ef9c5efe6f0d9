import { z } from 'zod';

const wholeNumber = z.string().regex(/^\d+$/).transform(Number);

const masterKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** `probity@example.org`, or a name before it: `Probity <probity@example.org>`. */
const mailbox = /^(?:[^\s<>@]+@[^\s<>@]+|[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>)$/;

const schema = z.object({
  PORT: wholeNumber.pipe(z.number().max(65_535)).default(3000).describe('a port, 0 to 65535'),
  HOST: z.string().min(1).default('127.0.0.1').describe('an address to listen on'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/)
    .refine((url) => URL.canParse(url))
    .optional()
    .describe('postgres://user:password@host:port/database'),
  KEYS_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/)
    .refine((url) => URL.canParse(url))
    .optional()
    .describe('postgres://user:password@host:port/database, of the keys alone'),
  MASTER_KEY: masterKey.optional().describe('32 bytes as base64'),
  MASTER_KEY_FILE: z.string().min(1).optional().describe('a file with 32 bytes as base64'),
  MASTER_KEYS_OLD: z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .transform((list) => list.filter((one) => one !== ''))
    .default([])
    .describe('the master keys of before, comma-separated: each 32 bytes as base64, or a file that holds them'),
  TOMBSTONES_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('a file, best on another machine, to which each tombstone is added too'),
  PROBITY_BACKUP_RETENTION: z
    .string()
    .regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/)
    .default('P35D')
    .describe('how long backups are kept: an ISO 8601 duration of years, months, weeks or days, such as P35D'),
  SMALL_NUMBERS_BELOW: wholeNumber
    .pipe(z.number().min(1).max(100))
    .default(5)
    .describe('a whole number from 1 to 100: statistics do not tell numbers of cases below it'),
  PROBITY_DATA: z.string().min(1).default('.data').describe('a directory for the database, the files and the keys'),
  PROBITY_POLICIES: z
    .string()
    .min(1)
    .optional()
    .describe('a directory of policy packs beside those that come with Probity, <pack>/<version>/'),
  PROBITY_POLICY_SETTINGS: z
    .string()
    .regex(/^$|^[a-z0-9-]+\/[a-z0-9-]+=[^,=]+(,[a-z0-9-]+\/[a-z0-9-]+=[^,=]+)*$/)
    .default('')
    .describe('<pack>/<setting>=value,…: what a policy leaves to the deployment, such as a period'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the URL of an OpenID provider'),
  PROBITY_SAMPLES: z
    .enum(['yes', 'no'])
    .optional()
    .describe('yes or no: sample staff who sign in without proof, and their register'),
  PROBITY_SAMPLE_PASSWORD: z
    .string()
    .min(1)
    .optional()
    .describe('the password that all sample staff have at the provider of OIDC_ISSUER'),
  PROBITY_SAMPLE_CLOCK: z
    .string()
    .min(1)
    .optional()
    .describe('a file, for sample data alone: how far the clock is ahead, which PUT /clock sets'),
  OIDC_AUDIENCE: z.string().min(1).default('probity').describe('the audience that tokens must be for'),
  REGISTER_WRITERS: z
    .string()
    .regex(/^$|^[a-z][a-z0-9-]*=[^,=]+(,[a-z][a-z0-9-]*=[^,=]+)*$/)
    .default('')
    .describe("institution=subject,… : the token subjects that may upload an institution's first register"),
  PROBITY_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/)
    .refine((url) => URL.canParse(url))
    .optional()
    .describe('smtp://user:password@host:port or smtps://…, which letters go out by'),
  PROBITY_MAIL_FROM: z
    .string()
    .regex(mailbox)
    .optional()
    .describe('whom letters come from: an address, or Name <address>'),
  PROBITY_LEARNING_SYSTEMS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'a file of JSON, {"<institution>": {"url", "secret"}}: https://…, and whsec_ with 24 to 64 bytes as base64',
    ),
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

/** @throws SettingsWrong where letters would go out from nobody */
const mailFrom = (settings: Settings): Settings => {
  if (settings.PROBITY_SMTP_URL !== undefined && settings.PROBITY_MAIL_FROM === undefined)
    throw new SettingsWrong(wrongSetting('PROBITY_MAIL_FROM', undefined, 'and PROBITY_SMTP_URL is'));
  return settings;
};

const secrets: readonly (keyof Settings)[] = ['MASTER_KEY', 'MASTER_KEYS_OLD', 'PROBITY_SAMPLE_PASSWORD'];

/** One line for a setting that cannot be used. A key, and a password in a URL, are left out. */
export const wrongSetting = (name: keyof Settings, value: unknown, why = ''): string => {
  const told = value !== undefined && secrets.includes(name) ? '…' : value;
  const shown = JSON.stringify(told)?.replace(/\/\/.*@/, '//…@');
  const found = shown === undefined ? 'is not set' : `is ${shown}`;
  return `${name} ${found}${why && `, ${why}`}; expected ${schema.shape[name].description ?? 'something else'}`;
};

/** @throws SettingsWrong naming each setting that is wrong */
export const settingsFrom = (environment: NodeJS.ProcessEnv): Settings => {
  const named = Object.fromEntries(Object.entries(environment).filter(([name]) => name in schema.shape));
  const parsed = schema.safeParse(named);
  if (parsed.success) return mailFrom(parsed.data);
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
  throw new SettingsWrong(names.map((name) => wrongSetting(name as keyof Settings, named[name])).join('\n'));
};

/** What the policies leave to the deployment, by `<pack>/<setting>`: a number, yes or no (`true`, `false`), or words. */
export const policySettings = ({
  PROBITY_POLICY_SETTINGS: chosen,
}: Pick<Settings, 'PROBITY_POLICY_SETTINGS'>): Readonly<Record<string, string | number | boolean>> =>
  Object.fromEntries(
    chosen
      .split(',')
      .filter((one) => one !== '')
      .map((one) => {
        const [name = '', value = ''] = one.split('=');
        return [name, /^(\d+|true|false)$/.test(value) ? (JSON.parse(value) as number | boolean) : value] as const;
      }),
  );
