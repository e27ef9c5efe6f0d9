import type { Contract } from '../contract.js';
import type { JsonSchema } from '../json-schemas.js';

const text = (description: string, more: JsonSchema = {}): JsonSchema => ({ type: 'string', ...more, description });

/** CloudEvents 1.0 in binary mode (Kafka protocol binding): attributes and extensions as headers, each in UTF-8. */
export const cloudEvent: JsonSchema = {
  type: 'object',
  required: [
    ...['content-type', 'ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'ce_time', 'ce_schemaversion'],
    ...['ce_institution', 'ce_policypack', 'ce_policyversion', 'ce_correlationid', 'ce_logposition', 'ce_relayterm'],
  ],
  properties: {
    'content-type': { type: 'string', const: 'application/json' },
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: text('However often it is sent, the same: what was handled once is passed over by it.', { format: 'uuid' }),
    ce_source: text('The service that tells it.', { pattern: '^urn:probity:[a-z-]+$' }),
    ce_type: text('What happened.', { pattern: '^org\\.probity\\.[a-z-]+\\.[A-Z][A-Za-z]+$' }),
    ce_subject: text('The case; equal to the key.', { format: 'uuid' }),
    ce_time: text('When it happened.', { format: 'date-time' }),
    ce_schemaversion: text('Of the data of its type.', { pattern: '^[1-9][0-9]*$' }),
    ce_institution: text('Whose case it is.'),
    ce_policypack: text('The policy that the case is under.'),
    ce_policyversion: text('Its version.'),
    ce_correlationid: text('Of the request that it came of.', { format: 'uuid' }),
    ce_logposition: text("The position in the service's log.", { pattern: '^[0-9]+$' }),
    ce_relayterm: text('Which of the relays of the service sent it: of one id, none but the number differs.', {
      pattern: '^[0-9]+$',
    }),
    ce_predecessor: text(
      'The id of what the service told of the case before. Left out with the first. Where that has not been seen, something is missing.',
      { format: 'uuid' },
    ),
    ce_breaches: text(
      'Clauses that the institution did not keep by it: an array of strings as JSON. Left out where there are none.',
    ),
  },
};

/** What the headers of one public event are, beside that. */
export const headersOf = (source: string, type: string, { version }: Contract): JsonSchema => ({
  type: 'object',
  properties: {
    ce_source: { type: 'string', const: `urn:probity:${source}` },
    ce_type: { type: 'string', const: ceType(source, type) },
    ce_schemaversion: { type: 'string', const: `${version}` },
  },
});

export const ceType = (source: string, type: string): string => `org.probity.${source}.${type}`;
