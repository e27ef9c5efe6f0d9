import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Engine } from './engine.js';
import { root } from './places.js';

interface File {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly image: string;
        readonly build?: object;
        readonly profiles?: readonly string[];
        readonly restart?: string;
      }
    >
  >;
}

export interface Service {
  readonly name: string;
  readonly image: string;
  /** Its image is of our code. */
  readonly isOurs: boolean;
  /** Left out unless it is asked for. */
  readonly isOptional: boolean;
  /** It does its work, and ends. */
  readonly ends: boolean;
}

/** Those of `docker-compose.yml`. */
export const servicesOfFile = async (): Promise<readonly Service[]> => {
  const file = parse(await readFile(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as File;
  return Object.entries(file.services).map(([name, { image, profiles = [], restart }]) => ({
    name,
    image,
    isOurs: image.startsWith('probity/'),
    isOptional: profiles.length > 0,
    ends: restart === 'no',
  }));
};

/** What our images stand on. */
export const baseImage = async (): Promise<string> => {
  const dockerfile = await readFile(join(root, 'infra/images/Dockerfile'), 'utf8');
  const image = /^ARG NODE=(\S+)$/m.exec(dockerfile)?.[1];
  if (image === undefined) throw new Error('infra/images/Dockerfile names no base image');
  return image;
};

interface Inspected {
  readonly Size: number;
  readonly Config: { readonly User: string; readonly Healthcheck?: object };
}

export interface Image {
  readonly image: string;
  readonly user: string;
  readonly hasHealthCheck: boolean;
  /** 10^6 bytes. */
  readonly megabytes: number;
}

export const imageOf = async (engine: Engine, image: string): Promise<Image> => {
  const [found] = JSON.parse(await engine.docker(['image', 'inspect', image])) as Inspected[];
  if (!found) throw new Error(`there is no ${image}`);
  const { Size, Config } = found;
  return { image, user: Config.User, hasHealthCheck: Config.Healthcheck !== undefined, megabytes: Size / 1e6 };
};
