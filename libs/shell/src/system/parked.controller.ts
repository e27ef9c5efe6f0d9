import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { NotParked, type By, type Inbox } from '@probity/messaging';
import { z } from 'zod';
import { Permission } from '../access/permission.js';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { Ask } from '../http/requests.js';
import { Services } from '../runtime/services.js';

const Why = z.strictObject({ reason: z.string().trim().min(1).max(2_000) });
type Why = z.infer<typeof Why>;

const caseParam = { schema: z.uuid() };
const anyId = { schema: z.string().max(100) };

/**
 * Cases that stand still because a service could not do what another's fact asks of it, and messages that nobody can read. Going
 * on, with what failed or without it, is a named person's act, and they say why.
 */
@Controller()
export class ParkedController {
  constructor(private readonly services: Services) {}

  @Get('parked')
  @Permission('parked.read')
  async all(@Ask() { institution }: Asked): Promise<object> {
    return {
      parked: (await this.parked()).filter((one) => one.institution === institution),
      unreadable: await this.each((inbox) => inbox.unreadable()),
    };
  }

  @Get('cases/:case/parked')
  @Permission('parked.read')
  async ofCase(@Param('case', caseParam) id: string): Promise<object> {
    return { case: id, parked: (await this.parked()).filter((one) => one.case === id) };
  }

  @Post('cases/:case/parked/:service/redrive')
  @HttpCode(200)
  @Permission('parked.redrive')
  async redrive(
    @Param('case', caseParam) id: string,
    @Param('service') service: string,
    @Body({ schema: Why }) why: Why,
    @Ask() asked: Asked,
  ): Promise<object> {
    const { inbox, by } = await this.of(service, id, asked, why);
    return unlessNothing(inbox.redrive(id, by));
  }

  @Post('cases/:case/parked/:service/giving-up')
  @HttpCode(200)
  @Permission('parked.give-up')
  async giveUp(
    @Param('case', caseParam) id: string,
    @Param('service') service: string,
    @Body({ schema: Why }) why: Why,
    @Ask() asked: Asked,
  ): Promise<object> {
    const { inbox, by } = await this.of(service, id, asked, why);
    return unlessNothing(inbox.giveUp(id, by));
  }

  @Post('parked/:service/unreadable/:number/giving-up')
  @HttpCode(200)
  @Permission('parked.give-up')
  async giveUpUnreadable(
    @Param('service') service: string,
    @Param('number', anyId) id: string,
    @Body({ schema: Why }) why: Why,
    @Ask() asked: Asked,
  ): Promise<object> {
    if (!/^\d{1,18}$/.test(id)) throw new NotFound();
    const by = { person: asked.actor.id, why: why.reason };
    await unlessNothing(this.runtimeOf(service).inbox.giveUpUnreadable(id, by));
    return { service, id, givenUp: true };
  }

  private parked() {
    return this.each((inbox) => inbox.parked());
  }

  private async each<T extends object>(read: (inbox: Inbox) => Promise<readonly T[]>) {
    const found = this.services.all.map(async ({ name, inbox }) =>
      (inbox ? await read(inbox) : []).map((one) => ({ service: name, ...one })),
    );
    return (await Promise.all(found)).flat();
  }

  /** What they say of a case goes with it. @throws NotFound */
  private async of(service: string, caseId: string, { actor }: Asked, { reason }: Why) {
    const { inbox, texts } = this.runtimeOf(service);
    const by: By = { person: actor.id, why: await texts.seal(`case:${caseId}`, 'inbox_parkings.why', reason) };
    return { inbox, by };
  }

  /** @throws NotFound */
  private runtimeOf(service: string) {
    const found = this.services.all.find(({ name }) => name === service);
    if (!found?.inbox) throw new NotFound();
    return { inbox: found.inbox, texts: found.texts };
  }
}

const unlessNothing = async <T>(act: Promise<T>): Promise<T> => {
  try {
    return await act;
  } catch (error) {
    throw error instanceof NotParked ? new NotFound() : error;
  }
};
