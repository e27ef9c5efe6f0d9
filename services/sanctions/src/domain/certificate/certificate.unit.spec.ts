import { describe, expect, it } from '@jest/globals';
import { fold, given, type Given } from '@probity/decider';
import { at, holdId, manager, ofCase, policyWith, reviewOn } from '../../testing/samples.js';
import type { CertificateEvent } from './certificate.js';
import { certificateDecider, reissueOf, statusOf, type ReissueCertificate } from './decisions.js';

const policy = policyWith();
const ofCertificate = { institution: 'imi', policy: ofCase.policy, number: 'CERT-0001' };
const asker: Given = { actor: { id: 'imi-certificates', offices: ['certificate-system'] }, at };
const reissue = (change: Partial<ReissueCertificate & Given> = {}) =>
  ({ type: 'ReissueCertificate', ...ofCertificate, registered: 'issued', ...asker, ...change }) as const;
const withheld: CertificateEvent = { type: 'CertificateWithheld', data: { ...ofCertificate, hold: holdId, reviewOn } };
const released: CertificateEvent = { type: 'CertificateReleased', data: { ...ofCertificate, hold: holdId } };
const invalid: CertificateEvent = {
  type: 'CertificateInvalidated',
  data: { ...ofCertificate, qualification: 'Q-001', next: 'withdraw' },
};
const after = (...facts: CertificateEvent[]) => given(certificateDecider, policy, ...facts);
const status = (registered: string | null, ...facts: CertificateEvent[]) =>
  statusOf(fold(certificateDecider, facts), registered);

describe('a certificate', () => {
  it('is as the register has it where nothing happened to it', () => {
    expect([status('issued'), status('claimed'), status('invalid'), status('returned')]).toEqual([
      ...['valid', 'valid', 'invalid', 'invalid'],
    ]);
  });

  it('is withheld while a hold is open, and invalid for good', () => {
    expect(status('issued', withheld)).toBe('withheld');
    expect(status('issued', withheld, released)).toBe('valid');
    expect(status('issued', withheld, invalid)).toBe('invalid');
    expect(status('issued', invalid, withheld, released)).toBe('invalid');
    expect(status('invalid', withheld)).toBe('invalid');
  });
});

describe('issuing a certificate again', () => {
  it('is refused for one that is invalid, as out of order [IMI/outcomes/invalid-duplicates]', () => {
    const broken = after(invalid)
      .when(reissue())
      .thenRefused('certificate-not-invalid', 'IMI/outcomes/invalid-duplicates');
    expect(broken.kind).toBe('out-of-order');
    const byRegister = after().when(reissue({ registered: 'invalid' }));
    expect(byRegister.thenRefused('certificate-not-invalid', 'IMI/outcomes/invalid-duplicates').kind).toBe(
      'out-of-order',
    );
  });

  it('is refused while it is withheld [IMI/timelines/withhold]', () => {
    after(withheld).when(reissue()).thenRefused('certificate-not-withheld', 'IMI/timelines/withhold');
  });

  it('is recorded for one that is valid, on a stream that may be new [IMI/outcomes/invalid-duplicates]', () => {
    for (const facts of [[], [withheld, released]]) {
      const [done] = certificateDecider.decide(reissue(), fold(certificateDecider, facts), policy);
      expect(done).toMatchObject({ type: 'CertificateReissued', data: { number: 'CERT-0001', reissuedAt: at } });
    }
  });

  it('is for the certificate system [IMI/outcomes/invalid-duplicates]', () => {
    after()
      .when(reissue({ actor: manager.actor }))
      .thenRefused('not-yours-to-do', 'IMI/outcomes/invalid-duplicates');
  });

  it('is told to whoever asks, with the clause where it is not permitted [IMI/outcomes/invalid-duplicates]', () => {
    const told = (registered: string, ...facts: CertificateEvent[]) =>
      reissueOf(fold(certificateDecider, facts), registered, policy);
    expect(told('issued')).toEqual({ permitted: true, clause: null, says: null });
    expect(told('issued', invalid)).toMatchObject({ permitted: false, clause: 'IMI/outcomes/invalid-duplicates' });
    expect(told('returned')).toMatchObject({ permitted: false, clause: 'IMI/outcomes/invalid-duplicates' });
    expect(told('issued', withheld)).toMatchObject({ permitted: false, clause: 'IMI/timelines/withhold' });
  });
});
