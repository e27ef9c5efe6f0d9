import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { invalid } from './invalid.js';
import { InvalidRequest } from './requests.js';

/** What comes by body, query and path; what is wrong in the path is told under the parameter's name, as `/path/case`. */
export class CheckedBySchema extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: invalid });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (metadata.type !== 'param' || !(error instanceof InvalidRequest)) throw error;
      throw new InvalidRequest(error.errors.map((one) => ({ ...one, field: `/path/${metadata.data}${one.field}` })));
    }
  }
}
