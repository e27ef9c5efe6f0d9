import type { Service } from './settings.js';

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

export interface Described {
  readonly service: Service;
  readonly document: Document;
}

/** What a service says that it answers to: it makes this when it is first asked. @throws where it does not answer in a minute */
export const describedBy = async (service: Service): Promise<Described> => {
  const answer = await fetch(`${service.url}/openapi.json`, { signal: AbortSignal.timeout(60_000) });
  if (!answer.ok) throw new Error(`${service.name} answers ${answer.status} to /openapi.json`);
  return { service, document: (await answer.json()) as Document };
};

/** By method and path (`GET /cases/:case`), who answers to it. */
export const answering = (described: readonly Described[]): ReadonlyMap<string, readonly Service[]> => {
  const found = new Map<string, Service[]>();
  for (const { service, document } of described)
    for (const [path, methods] of Object.entries(document.paths))
      for (const method of Object.keys(methods)) {
        const key = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
        found.set(key, [...(found.get(key) ?? []), service]);
      }
  return found;
};
