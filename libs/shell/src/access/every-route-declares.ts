import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { routesOf } from './routes.js';

/** @throws naming the routes that declare no permission: the process does not start */
export const everyRouteDeclares = (application: NestFastifyApplication): void => {
  const undeclared = routesOf(application).filter(({ permission }) => permission === undefined);
  if (undeclared.length > 0)
    throw new Error(`routes without a permission: ${undeclared.map(({ name }) => name).join(', ')}`);
};
