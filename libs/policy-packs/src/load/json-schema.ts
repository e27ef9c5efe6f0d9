import { z } from 'zod';
import { shapes } from './schema.js';

/** For editors: what each file of a pack may say, by the name of the shape. Made from what validates it. */
export const jsonSchemas = (): ReadonlyMap<string, object> =>
  new Map(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { title: name === 'acts' ? 'acts/<subject>.yaml' : `${name}.yaml`, ...z.toJSONSchema(shape, { io: 'input' }) },
    ]),
  );
