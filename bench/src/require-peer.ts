import { createRequire } from 'node:module';

const require = createRequire(new URL('../peers/package.json', import.meta.url));

/** A package of the peers' own folder. Untyped there, so what we use of it is said by the caller. */
export const requirePeer = <Exports>(name: string): Exports => require(name) as Exports;

export const peerFile = (name: string): string => require.resolve(name);

export const peerVersions = (): Record<string, string> =>
  (require('./package.json') as { readonly dependencies: Record<string, string> }).dependencies;
