import { z } from 'zod';

export interface Service {
  readonly name: string;
  /** Without a path. */
  readonly url: string;
}

/** The service of that name answers what is read of several together. */
export const readingRoom = 'reading-room';

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly services: readonly Service[];
}

/** A setting is wrong: which, and what was expected. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';
}

const pair = /^([a-z][a-z-]*)=(https?:\/\/[^/,]+)$/;

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .default(3000)
    .describe('a port, 0 to 65535'),
  HOST: z.string().min(1).default('127.0.0.1').describe('an address to listen on'),
  PROBITY_SERVICES: z
    .string()
    .transform((list) => list.split(',').map((one) => pair.exec(one.trim())))
    .refine((pairs) => pairs.length > 0 && pairs.every((one) => one !== null))
    .transform((pairs) => pairs.map((one) => ({ name: one?.[1] ?? '', url: one?.[2] ?? '' })))
    .refine((services) => services.some(({ name }) => name === readingRoom))
    .describe(`<service>=http://host:port,…: where each service listens, ${readingRoom} among them`),
});

/** @throws SettingsWrong naming each setting that is wrong */
export const settingsFrom = (environment: NodeJS.ProcessEnv): Settings => {
  const named = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name]]));
  const parsed = schema.safeParse(named);
  if (parsed.success) {
    const { PORT: port, HOST: host, PROBITY_SERVICES: services } = parsed.data;
    return { port, host, services };
  }
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))] as (keyof typeof schema.shape)[];
  const lines = names.map((name) => {
    const value = named[name];
    const found = value === undefined ? 'is not set' : `is ${JSON.stringify(value)}`;
    return `${name} ${found}; expected ${schema.shape[name].description}`;
  });
  throw new SettingsWrong(lines.join('\n'));
};
