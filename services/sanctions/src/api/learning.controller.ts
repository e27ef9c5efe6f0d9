import { Body, Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { derivedId } from '@probity/messaging';
import { Ask, InvalidMessage, Permission, Public, ServiceContext, type Asked } from '@probity/shell';
import { z } from 'zod';
import { bySystem } from '../reactions/by-system.js';
import { CourseMessage } from '../learning/receiving.js';
import { sanctionsSubject } from '../subjects.js';
import { getCourse, undelivered } from '../views/courses.query.js';
import { MessageId, SignedByLearningSystem } from './signed-by-learning-system.js';

const reads = z.object({ 'at-least': z.string().optional() });

/** An institution's own learning system tells what became of a course; and what it was not told of yet. */
@Controller()
export class LearningController {
  constructor(private readonly sanctions: ServiceContext) {}

  /** Told again under the same id, it is answered as the first time. Needs no token: the signature says who sends it. */
  @Post('webhooks/learning/:institution')
  @Public()
  @HttpCode(200)
  @RouteConfig({ takes: 'signed-json', rateLimit: { max: 600 } })
  @UseInterceptors(SignedByLearningSystem)
  async tell(
    @Param('institution', { schema: z.string().max(100) }) institution: string,
    @Body({ schema: CourseMessage }) { type: what, data }: CourseMessage,
    @MessageId() message: string,
  ): Promise<object> {
    const { case_id: caseId, number, given_at: givenAt } = await getCourse(this.sanctions, institution, data.course);
    const { keyedHash } = this.sanctions;
    const requestId = derivedId('webhook', institution, message);
    const digest = keyedHash.call(this.sanctions, institution, 'webhook', JSON.stringify([what, data]));
    const asked = bySystem(this.sanctions, institution, requestId, digest);
    const happenedAt = new Date(data.at).toISOString();
    if (Date.parse(happenedAt) > Date.parse(asked.at) + skew) throw new InvalidMessage([inTheFuture]);
    if (Date.parse(happenedAt) < givenAt.getTime() - skew) throw new InvalidMessage([beforeTheCourse]);
    const command = { type: 'NoteCourseReported', number, what, happenedAt, message } as const;
    const { events } = await this.sanctions.give(sanctionsSubject, caseId, asked, command);
    return { course: data.course, happened: events.map((event) => event.type) };
  }

  @Get('learning/undelivered')
  @Permission('sanctions.read')
  async undelivered(@Query({ schema: reads }) _query: z.infer<typeof reads>, @Ask() asked: Asked): Promise<object> {
    return { items: await undelivered(this.sanctions, asked) };
  }
}

/** Milliseconds by which another machine's clock may be ahead. */
const skew = 300_000;

const inTheFuture = {
  ...{ field: '/data/at', code: 'in-the-future' },
  says: 'What happened cannot have happened later than now.',
};

const beforeTheCourse = {
  ...{ field: '/data/at', code: 'before-the-course' },
  says: 'It cannot have happened before the course was given.',
};
