import type { ReadAll, ReadStream } from './port.js';

/** @throws RangeError naming what is no number of events or versions */
export const checkRead = ({ from, limit }: ReadStream & ReadAll): void => {
  for (const [name, value] of Object.entries({ from, limit }))
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0))
      throw new RangeError(`${name} is a whole number from 0, not ${value}`);
};

/** Whether any append could have made a stream of that name; what no store can hold, none need be asked for. */
export const canExist = (stream: string): boolean => !stream.includes('\0') && stream.isWellFormed();
