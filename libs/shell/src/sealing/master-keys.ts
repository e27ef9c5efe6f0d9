import { join } from 'node:path';
import { confirmMaster, makeMasterKeyFile, openMasterKeys, rotate, type KeyManagement } from '@probity/record';
import type { MasterKeySource } from '@probity/record';
import type pg from 'pg';
import { SettingsWrong, type Settings } from '../runtime/settings.js';

type Told = Pick<Settings, 'MASTER_KEY' | 'MASTER_KEY_FILE' | 'MASTER_KEYS_OLD' | 'PROBITY_DATA'>;

const inBase64 = /^[A-Za-z0-9+/]{43}=$/;

/**
 * The master keys that the settings name; under `PROBITY_DATA`, unless they name one, and made there when the keys' database
 * is new. What is wrapped under an older one is wrapped under the current one.
 * @throws MasterKeyWrong SettingsWrong naming the setting, or the key that is needed
 */
export const masterKeys = async (settings: Told, keysAdmin: pg.Pool, isNew: boolean): Promise<KeyManagement> => {
  const { MASTER_KEY: text, MASTER_KEY_FILE, MASTER_KEYS_OLD, PROBITY_DATA } = settings;
  if (text !== undefined && MASTER_KEY_FILE !== undefined)
    throw new SettingsWrong('MASTER_KEY and MASTER_KEY_FILE are both set; expected one of them');
  const file = MASTER_KEY_FILE ?? join(PROBITY_DATA, 'keys', 'master.key');
  const told = MASTER_KEY_FILE === undefined ? 'keys/master.key under PROBITY_DATA' : 'MASTER_KEY_FILE';
  if (text === undefined && MASTER_KEY_FILE === undefined && isNew) await makeMasterKeyFile(file);
  const masters = await openMasterKeys({
    current: text === undefined ? { setting: told, file } : { setting: 'MASTER_KEY', text },
    older: MASTER_KEYS_OLD.map(olderOf),
  });
  await confirmMaster(keysAdmin, masters);
  await rotate(keysAdmin, masters);
  return masters;
};

const olderOf = (told: string, index: number): MasterKeySource => {
  const setting = `MASTER_KEYS_OLD, number ${index + 1}`;
  return inBase64.test(told) ? { setting, text: told } : { setting, file: told };
};
