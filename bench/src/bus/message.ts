import type { Message } from 'kafkajs';
import type { Fact } from '../facts.js';

/** What we put on the bus of a fact, as a plain producer would write it: the same headers, key and value. */
export const messageOf = ({ envelope, data }: Fact): Message => ({
  key: envelope.case,
  value: JSON.stringify(data),
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: envelope.id,
    ce_source: 'urn:probity:intake',
    ce_type: `org.probity.intake.${envelope.type}`,
    ce_subject: `${envelope.case}`,
    ce_time: envelope.occurredAt,
    ce_schemaversion: `${envelope.schemaVersion}`,
    ce_institution: envelope.institution,
    ce_policypack: envelope.policy.pack,
    ce_policyversion: envelope.policy.version,
    ce_correlationid: envelope.correlationId,
    ce_logposition: '1',
    ce_relayterm: '1',
    ce_predecessor: envelope.id,
  },
});
