import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type pg from 'pg';
import { AccessGuard } from '../access/access-guard.js';
import { Authenticator } from '../access/authenticator.js';
import { Whereabouts } from '../access/whereabouts.js';
import { StandIns } from '../standing-in/stand-ins.js';
import { CaseDesk } from '../cases/desk.js';
import { GiveCommandHandler } from '../commands/give-command.js';
import { AnswerInterceptor } from '../http/answer.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { Clock } from './clock.js';
import type { Deployment } from './service-runtime.js';
import { CaseParts } from '../cases/case-parts.js';
import { OwnMatters } from '../cases/own-matter.js';
import { Services } from './services.js';
import { adminPool, deployment } from './tokens.js';

export interface Shared {
  readonly deployment: Deployment;
  /** Owns the schemas: migrates and grants at start. */
  readonly admin: pg.Pool;
  readonly issuer: string;
  readonly audience: string;
}

/** What all services of a process share, and what holds on every route. */
@Global()
@Module({})
export class DeploymentModule {
  static of(shared: Shared): DynamicModule {
    const services = new Services();
    const provided = [
      { provide: deployment, useValue: shared.deployment },
      { provide: adminPool, useValue: shared.admin },
      { provide: Clock, useValue: shared.deployment.clock },
      { provide: Authenticator, useValue: new Authenticator(shared.issuer, shared.audience) },
      { provide: CaseDesk, useValue: new CaseDesk() },
      { provide: Whereabouts, useValue: new Whereabouts(services) },
      { provide: StandIns, useValue: new StandIns(services) },
      { provide: Services, useValue: services },
      { provide: CaseParts, useValue: services },
      { provide: OwnMatters, useValue: new OwnMatters(services) },
    ];
    return {
      module: DeploymentModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        ...provided,
        GiveCommandHandler,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
      ],
      exports: [...provided.map(({ provide }) => provide), CqrsModule],
    };
  }
}
