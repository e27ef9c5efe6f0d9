import type { Contract } from '../contract.js';
import { personalPaths } from '../personal.js';
import { ceType } from './headers.js';

export interface Example {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

const ids = {
  ce_id: '0198f0a1-7c52-8d3e-9b1f-2a6c4e8d0f13',
  ce_subject: '0198f0a0-1b2c-7d3e-8f4a-5b6c7d8e9f0a',
  ce_correlationid: '0198f0a1-7c4f-7a2b-8c3d-4e5f6a7b8c9d',
};

/** A message as it is on the bus. */
export const exampleOf = (source: string, type: string, contract: Contract, data: unknown): Example => ({
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ...ids,
    ce_source: `urn:probity:${source}`,
    ce_type: ceType(source, type),
    ce_time: '2026-10-05T09:00:00.000Z',
    ce_schemaversion: `${contract.version}`,
    ce_institution: 'example',
    ce_policypack: 'example',
    ce_policyversion: '2026-27',
    ce_logposition: '4711',
    ce_relayterm: '1',
  },
  payload: sealedAt(
    personalPaths(contract.schema).map((path) => path.split('.').filter((step) => step !== '')),
    data,
  ),
});

const ciphertext = { sealed: 'AQ3yN0c2VhbGVkIHVuZGVyIHRoZSBrZXkgb2YgdGhlIGNhc2U' };

const sealedAt = (paths: readonly (readonly string[])[], data: unknown): unknown => {
  if (paths.some((path) => path.length === 0)) return ciphertext;
  if (paths.length === 0 || typeof data !== 'object' || data === null) return data;
  const below = (name: string) => paths.filter(([step]) => step === name).map((path) => path.slice(1));
  if (Array.isArray(data)) return data.map((item: unknown) => sealedAt(below('[]'), item));
  return Object.fromEntries(
    Object.entries(data).map(([name, member]) => [name, sealedAt([...below(name), ...below('{}')], member)]),
  );
};
