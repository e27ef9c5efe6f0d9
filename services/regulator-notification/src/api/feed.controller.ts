import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { Ask, Permission, ServiceContext, written, type Answer, type Asked, type Principal } from '@probity/shell';
import { z } from 'zod';
import { notificationSubject } from '../subjects.js';
import { getEntry, readFeed } from '../views/feed.query.js';
import { readerOf } from './notification.lookups.js';
import * as requests from './notification.requests.js';

/** What a regulator's own system reads, and acknowledges. */
@Controller('regulators/:regulator/notifications')
export class FeedController {
  constructor(private readonly context: ServiceContext) {}

  @Get()
  @Permission('feed.read')
  read(
    @Param('regulator') regulator: string,
    @Query({ schema: requests.feedPage }) query: z.infer<typeof requests.feedPage>,
    @Req() { principal }: { readonly principal?: Principal },
  ): Promise<object> {
    return readFeed(this.context, readerOf(principal, regulator), query);
  }

  /** Needs no If-Match: an acknowledgement rests on the entry, which never changes. */
  @Post(':entry/acknowledgement')
  @HttpCode(200)
  @Permission('feed.acknowledge')
  async acknowledge(
    @Param('regulator') regulator: string,
    @Param('entry', { schema: z.uuid() }) id: string,
    @Body({ schema: requests.AcknowledgementRequest }) _body: z.infer<typeof requests.AcknowledgementRequest>,
    @Req() { principal }: { readonly principal?: Principal },
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { case: caseId, entry } = await getEntry(this.context, readerOf(principal, regulator), id);
    const own = { ...asked, needsIfMatch: false, ifMatch: undefined };
    return written(
      await this.context.give(notificationSubject, caseId, own, { type: 'AcknowledgeEntry', regulator, entry }),
    );
  }
}
