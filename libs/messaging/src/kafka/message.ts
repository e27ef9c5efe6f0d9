import type { IHeaders, Message } from 'kafkajs';
import type { PublicEvent } from '../port.js';

/** What a relay says of itself with each message. */
export interface Term {
  /** Of how many relays of that source this is: a higher one has taken over from a lower. */
  readonly term: number;
}

/** Not a CloudEvent of ours: it cannot be told what it is, or whose. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(readonly code: string) {
    super(code);
  }
}

const sourcePrefix = 'urn:probity:';
const typePrefix = 'org.probity.';

/** A CloudEvent 1.0 in binary mode (Kafka protocol binding): attributes as headers, the data as value, the case as key. */
export const toMessage = (event: PublicEvent, { term }: Term): Message & { readonly value: string } => ({
  key: event.case,
  value: JSON.stringify(event.data ?? null),
  timestamp: `${Date.parse(event.time)}`,
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: sourcePrefix + event.source,
    ce_type: `${typePrefix}${event.source}.${event.type}`,
    ce_subject: event.case,
    ce_time: event.time,
    ce_schemaversion: `${event.schemaVersion}`,
    ce_institution: event.institution,
    ce_policypack: event.policy.pack,
    ce_policyversion: event.policy.version,
    ce_correlationid: event.correlationId,
    ce_logposition: event.position,
    ce_relayterm: `${term}`,
    ...(event.predecessor !== null && { ce_predecessor: event.predecessor }),
    ...(event.breaches && { ce_breaches: JSON.stringify(event.breaches) }),
  },
});

interface Received {
  readonly value: Buffer | null;
  readonly headers?: IHeaders | undefined;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const number = /^\d{1,18}$/;

/**
 * @param teller whose topic it is of: nobody else is believed there
 * @throws Unreadable also where an inbox could not keep it
 */
export const fromMessage = ({ value, headers = {} }: Received, teller: string): PublicEvent => {
  const text = (name: string): string => {
    const found = optional(headers, name);
    if (found === undefined) throw new Unreadable(`no ${name}`);
    return found;
  };
  if (text('ce_specversion') !== '1.0') throw new Unreadable('ce_specversion');
  const formed = (name: string, form: RegExp): string => {
    const found = text(name);
    if (!form.test(found)) throw new Unreadable(name);
    return found;
  };
  const source = after(sourcePrefix, text('ce_source'), 'ce_source');
  if (source !== teller) throw new Unreadable('ce_source');
  const breaches = optional(headers, 'ce_breaches');
  return {
    id: formed('ce_id', uuid),
    source,
    type: after(`${typePrefix}${source}.`, text('ce_type'), 'ce_type'),
    schemaVersion: Number(formed('ce_schemaversion', number)),
    institution: text('ce_institution'),
    case: formed('ce_subject', /^[^\0]+$/),
    policy: { pack: text('ce_policypack'), version: text('ce_policyversion') },
    time: text('ce_time'),
    correlationId: text('ce_correlationid'),
    position: formed('ce_logposition', number),
    predecessor: headers['ce_predecessor'] === undefined ? null : formed('ce_predecessor', uuid),
    ...(breaches !== undefined && { breaches: json(breaches, 'ce_breaches') as readonly string[] }),
    data: json(value?.toString() ?? '', 'data'),
  };
};

const optional = (headers: IHeaders, name: string): string | undefined => {
  const found = headers[name];
  return found === undefined || Array.isArray(found) ? undefined : found.toString();
};

const after = (prefix: string, text: string, name: string): string => {
  if (!text.startsWith(prefix)) throw new Unreadable(name);
  return text.slice(prefix.length);
};

const json = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(name);
  }
};
