import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Ask, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { certificateSubject } from '../subjects.js';
import { certificateView, reissueCommand } from './certificates.lookups.js';
import { ReissueRequest } from './sanctions.requests.js';

const numberParam = { schema: z.string().min(1).max(200) };

@Controller('certificates/:number')
export class CertificateController {
  constructor(private readonly sanctions: ServiceContext) {}

  @Get()
  @Permission('certificate.read')
  read(@Param('number', numberParam) number: string, @Ask() asked: Asked): Promise<object> {
    return certificateView(this.sanctions, asked, number);
  }

  @Post('reissues')
  @Permission('certificate.reissue')
  async reissue(
    @Param('number', numberParam) number: string,
    @Body({ schema: ReissueRequest }) _body: z.infer<typeof ReissueRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { hash, pinned, command } = await reissueCommand(this.sanctions, asked, number);
    return written(await this.sanctions.give(certificateSubject, hash, pinned, command), { number });
  }
}
