import { StandardSchemaValidationPipe, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { v7 as uuid, validate } from 'uuid';
import 'reflect-metadata';
import { CasesController } from '../cases/cases.controller.js';
import { acceptBodies, jsonLimitBytes } from '../http/bodies.js';
import { answerClientError, answerRouterError } from '../http/client-error.js';
import { describeApi } from '../http/openapi.js';
import { invalid } from '../http/invalid.js';
import { everyRouteDeclares } from '../access/every-route-declares.js';
import { FormsController } from '../forms/forms.controller.js';
import { LettersController } from '../letters/letters.controller.js';
import { ParkedController } from '../system/parked.controller.js';
import { PoliciesController } from '../system/policies.controller.js';
import { RegisterController } from '../system/register.controller.js';
import { RegisterTableController } from '../system/register-table.controller.js';
import { SampleClockController } from '../system/sample-clock.controller.js';
import { SystemController } from '../system/system.controller.js';
import { SampleClock } from './clock.js';
import { DeploymentModule, type Shared } from './deployment.module.js';
import { ServiceModule } from './service.module.js';
import type { ServiceDefinition } from './service-definition.js';

export interface ApplicationOptions extends Shared {
  readonly services: readonly ServiceDefinition[];
  /** Reports and files that one address may send a minute, without an account. */
  readonly publicPerMinute: number;
}

/** Services behind one address. Not listening yet. */
export const createApplication = async (options: ApplicationOptions): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-correlation-id'];
      return typeof given === 'string' && validate(given) ? given.toLowerCase() : uuid();
    },
    bodyLimit: jsonLimitBytes,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerRouterError,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  fastify.decorate('probityEdge', {
    digestKey: options.deployment.keys.digests,
    now: () => options.deployment.clock.instant(),
  });
  acceptBodies(fastify);
  logRequests(fastify, options);
  await fastify.register(rateLimit, {
    global: false,
    max: options.publicPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
  const application = await NestFactory.create<NestFastifyApplication>(root(options), adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  application.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: invalid }));
  everyRouteDeclares(application);
  describeApi(application, options.deployment.policies);
  return application;
};

const root = (options: ApplicationOptions): DynamicModule => ({
  module: class Probity {},
  imports: [DeploymentModule.of(options), ...options.services.map((service) => ServiceModule.of(service))],
  controllers: [
    CasesController,
    FormsController,
    LettersController,
    ParkedController,
    PoliciesController,
    RegisterController,
    RegisterTableController,
    SystemController,
    ...(options.deployment.clock instanceof SampleClock ? [SampleClockController] : []),
  ],
});

/** Method, route, status, time. Never an address, a query, a body or a name. */
const logRequests = (fastify: FastifyInstance, { deployment }: ApplicationOptions): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    deployment.log.info(
      {
        correlationId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
};
