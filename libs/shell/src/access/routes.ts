import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { FastifyContextConfig } from 'fastify';
import { orPermissionKey, permissionKey, signInKey } from './permission.js';

/** A route as its controller declares it. */
export interface Route {
  /** `ReportController.submit`. */
  readonly name: string;
  /** `get`, `post` or `put`. */
  readonly method: string;
  /** `/reports/{report}`. */
  readonly path: string;
  readonly permission: string | undefined;
  /** Whoever may do that may ask, too. */
  readonly orPermission: string | undefined;
  /** Open to anyone, and whoever sends a token is known by it. */
  readonly maySignIn: boolean;
  readonly config: FastifyContextConfig;
}

export const routesOf = (application: NestFastifyApplication): readonly Route[] =>
  new DiscoveryService(application.get(ModulesContainer)).getControllers().flatMap(({ metatype }) => {
    const controller = metatype as { readonly name: string; readonly prototype: Record<string, object> };
    return new MetadataScanner()
      .getAllMethodNames(controller.prototype)
      .map((name) => [name, controller.prototype[name] as object] as const)
      .filter(([, handler]) => Reflect.hasMetadata(METHOD_METADATA, handler))
      .map(([name, handler]) => ({
        name: `${controller.name}.${name}`,
        method: String(RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]).toLowerCase(),
        path: pathOf(Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)),
        permission: Reflect.getMetadata(permissionKey, handler) as string | undefined,
        orPermission: Reflect.getMetadata(orPermissionKey, handler) as string | undefined,
        maySignIn: Reflect.hasMetadata(signInKey, handler),
        config: (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) ?? {}) as FastifyContextConfig,
      }));
  });

const pathOf = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .map((part) => (part.startsWith(':') ? `{${part.slice(1)}}` : part))
    .join('/')}`;
