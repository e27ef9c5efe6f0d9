import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { makeDirectory } from '@probity/record';
import type pg from 'pg';
import { SettingsWrong, wrongSetting, type Settings } from './settings.js';

/** An error of several attempts, such as on IPv4 and IPv6, has no message of its own. */
export const reasonOf = (error: unknown): string => {
  const { message, code } = Object(error) as { readonly message?: string; readonly code?: string };
  return message || code || String(error);
};

/** Makes the data directory when it is missing. @throws SettingsWrong when nothing can be kept there */
export const prepareData = async ({ PROBITY_DATA }: Settings): Promise<void> => {
  try {
    await makeDirectory(PROBITY_DATA, 0o700);
    await access(PROBITY_DATA, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SettingsWrong(wrongSetting('PROBITY_DATA', PROBITY_DATA, `which cannot be written (${reasonOf(error)})`));
  }
};

/** @throws SettingsWrong when there are no packs to read */
export const checkPacks = async (directory: string): Promise<void> => {
  const entries = await readdir(directory).catch((error: unknown) => {
    throw new SettingsWrong(wrongSetting('PROBITY_POLICIES', directory, `which cannot be read (${reasonOf(error)})`));
  });
  if (entries.length === 0) throw new SettingsWrong(wrongSetting('PROBITY_POLICIES', directory, 'which is empty'));
};

/** @throws SettingsWrong when the database cannot be reached, or does not let us in */
export const checkDatabase = async (
  url: string,
  pool: pg.Pool,
  setting: 'DATABASE_URL' | 'KEYS_DATABASE_URL' = 'DATABASE_URL',
): Promise<void> => {
  await pool.query('SELECT 1').catch((error: unknown) => {
    throw new SettingsWrong(wrongSetting(setting, url, `which cannot be used (${reasonOf(error)})`));
  });
};

/** What is wrong with the address to listen on; an error that is about something else comes back as it is. */
export const listenFailure = (error: NodeJS.ErrnoException, { PORT, HOST }: Settings): unknown => {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SettingsWrong(`PORT is ${PORT}, and something listens there; expected a free port`);
    case 'EACCES':
      return new SettingsWrong(`PORT is ${PORT}, which this user may not listen on; expected one from 1024`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SettingsWrong(wrongSetting('HOST', HOST, `which is not this machine's (${reasonOf(error)})`));
    default:
      return error;
  }
};
