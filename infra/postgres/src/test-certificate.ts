import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** PEM. */
export interface TestCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/** DER: a tag, a length, contents. The tags are those of X.680: 02 INTEGER, 03 BIT STRING, 04 OCTET STRING, 30 SEQUENCE … */
const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(contents);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value));

const ECDSA_WITH_SHA256 = sequence(hex('06082a8648ce3d040302'));
const COMMON_NAME = hex('0603550403');
const SUBJECT_ALT_NAME = hex('0603551d11');
const BASIC_CONSTRAINTS = hex('0603551d13');
const TRUE = hex('0101ff');

/** RFC 5280: GeneralizedTime, in seconds. */
const time = (at: Date): Buffer => text(0x18, `${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`);

const extensions = (host: string): Buffer =>
  sequence(
    sequence(SUBJECT_ALT_NAME, der(0x04, sequence(text(0x82, host)))),
    sequence(BASIC_CONSTRAINTS, TRUE, der(0x04, sequence(TRUE))),
  );

const pem = (label: string, body: Buffer): string =>
  [`-----BEGIN ${label}-----`, ...(body.toString('base64').match(/.{1,64}/g) ?? []), `-----END ${label}-----`, ''].join(
    '\n',
  );

/** Signed by itself and good for a day, for a server that is reached as `host` (RFC 5280; P-256). */
export function makeTestCertificate(host: string): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, text(0x0c, host))));
  const now = Date.now();
  const signed = sequence(
    der(0xa0, hex('020102')),
    der(0x02, hex('01'), randomBytes(8)),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(new Date(now - 3_600_000)), time(new Date(now + 86_400_000))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions(host)),
  );
  const signature = sign('sha256', signed, privateKey);
  return {
    certificate: pem('CERTIFICATE', sequence(signed, ECDSA_WITH_SHA256, der(0x03, hex('00'), signature))),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
