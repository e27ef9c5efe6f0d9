import { Controller, Get, Header, Param, type StreamableFile } from '@nestjs/common';
import { Ask, CaseParts, NotFound, Permission, ServiceContext, keptFile, type Asked } from '@probity/shell';
import { z } from 'zod';
import { partsElsewhere } from './appeal.lookups.js';
import { fileHidden } from './as-seen.js';
import { allDocumentsOf, hearingAt } from './sitting.lookups.js';

@Controller('cases/:case/hearing/files')
export class DocumentController {
  constructor(
    private readonly hearings: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  /** A file that was referred, or taken in since. */
  @Get(':digest')
  @Permission('case.read')
  @Header('x-content-type-options', 'nosniff')
  async file(
    @Param('case', { schema: z.uuid() }) id: string,
    @Param('digest') digest: string,
    @Ask() asked: Asked,
  ): Promise<StreamableFile> {
    const hearing = await hearingAt(this.hearings, id, asked);
    const policy = this.hearings.policies.get(hearing.policy);
    const parts = await partsElsewhere(this.hearings, this.cases, id, asked);
    if (fileHidden(hearing, policy, asked, parts).length > 0) throw new NotFound();
    return keptFile(this.hearings.evidence, digest, allDocumentsOf(hearing));
  }
}
