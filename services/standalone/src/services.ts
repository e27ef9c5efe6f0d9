import { hearings } from '@probity/hearings';
import { intake } from '@probity/intake';
import { investigation } from '@probity/investigation';
import { records } from '@probity/records';
import { regulatorNotification } from '@probity/regulator-notification';
import { sanctions } from '@probity/sanctions';
import type { ServiceDefinition } from '@probity/shell';

/** Every service there is, in the order of a case's life. */
export const allServices: readonly ServiceDefinition[] = [
  intake,
  investigation,
  hearings,
  sanctions,
  regulatorNotification,
  records,
];
