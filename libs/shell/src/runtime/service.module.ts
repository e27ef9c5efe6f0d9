import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import pg from 'pg';
import { CaseDesk, chapterOf } from '../cases/desk.js';
import { adminPool, deployment } from './tokens.js';
import { ServiceContext } from './service-context.js';
import type { ServiceDefinition } from './service-definition.js';
import { ServiceRuntime, type Deployment } from './service-runtime.js';
import { Services } from './services.js';

/** A service as a Nest module: its controllers, and its runtime as `ServiceContext`. */
@Module({})
export class ServiceModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(ServiceContext) private readonly runtime: ServiceRuntime,
    private readonly desk: CaseDesk,
    private readonly services: Services,
  ) {}

  static of(definition: ServiceDefinition): DynamicModule {
    return {
      module: ServiceModule,
      controllers: [...definition.controllers],
      providers: [
        {
          provide: ServiceContext,
          inject: [deployment, adminPool, CommandBus],
          useFactory: (shared: Deployment, admin: pg.Pool, commands: CommandBus) =>
            ServiceRuntime.open(definition, shared, admin, commands),
        },
      ],
    };
  }

  onApplicationBootstrap(): void {
    const { runtime } = this;
    this.desk.add(
      chapterOf(runtime.name, runtime.streams, runtime.policies, runtime.definition.subjects, runtime.worklist),
    );
    this.services.add(runtime);
    runtime.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runtime.stop();
  }
}
