import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuid, validate } from 'uuid';
import 'reflect-metadata';
import { CasesController } from '../cases/cases.controller.js';
import { OwnMatterController } from '../cases/own-cases.controller.js';
import { AsyncApiController } from '../http/asyncapi.controller.js';
import { Authenticator } from '../access/authenticator.js';
import { TooManyRequests } from '../http/too-many.js';
import { acceptBodies, jsonLimitBytes } from '../http/bodies.js';
import { answerClientError, answerRouterError } from '../http/client-error.js';
import { describeApi } from '../http/openapi.js';
import { CheckedBySchema } from '../http/checked-by-schema.js';
import { readsOnly } from '../http/reads-only.js';
import { everyRouteDeclares } from '../access/every-route-declares.js';
import { FormsController } from '../forms/forms.controller.js';
import { LettersController } from '../letters/letters.controller.js';
import { MetricsController } from '../telemetry/metrics.controller.js';
import { askersSpan, correlationIdOf } from '../telemetry/trace-ids.js';
import { traceRequests } from '../telemetry/trace-requests.js';
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
      if (typeof given === 'string' && validate(given)) return given.toLowerCase();
      const asker = askersSpan(request.headers['traceparent']);
      return asker ? correlationIdOf(asker.traceId) : uuid();
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
  traceRequests(fastify);
  if (options.deployment.isReader) readsOnly(fastify);
  await fastify.register(rateLimit, {
    global: false,
    max: options.publicPerMinute,
    timeWindow: 60_000,
    allowList: signedIn(options),
    errorResponseBuilder: (_request, { max, ttl }) => new TooManyRequests(max, Math.ceil(ttl / 1_000)),
  });
  const application = await NestFactory.create<NestFastifyApplication>(root(options), adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  application.useGlobalPipes(new CheckedBySchema());
  everyRouteDeclares(application);
  describeApi(application, options.deployment.policies);
  return application;
};

const root = (options: ApplicationOptions): DynamicModule => ({
  module: class Probity {},
  imports: [DeploymentModule.of(options), ...options.services.map((service) => ServiceModule.of(service))],
  controllers: [
    AsyncApiController,
    CasesController,
    OwnMatterController,
    FormsController,
    LettersController,
    MetricsController,
    ParkedController,
    PoliciesController,
    RegisterController,
    RegisterTableController,
    SystemController,
    ...(options.deployment.clock instanceof SampleClock ? [SampleClockController] : []),
  ],
});

/** Whoever has an account here is known, and not one of those who share an address without one. */
const signedIn = ({ issuer, audience, deployment }: ApplicationOptions) => {
  const authenticator = new Authenticator(issuer, audience);
  return async ({ headers: { authorization } }: FastifyRequest): Promise<boolean> => {
    if (authorization === undefined) return false;
    try {
      return (await deployment.registers.person(await authenticator.subjectOf(authorization))) !== undefined;
    } catch {
      return false;
    }
  };
};

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
    deployment.metrics.request({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    });
    done();
  });
};
