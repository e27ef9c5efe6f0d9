import type { SampleProvider } from '@probity/identity';
import type { Settings } from '@probity/shell';

/** Who signs the sample people in: the provider of the settings, by their password where they have one, or the built-in one. */
export const providerOf = (
  settings: Pick<Settings, 'PORT' | 'OIDC_ISSUER' | 'PROBITY_SAMPLE_PASSWORD'>,
): SampleProvider => {
  const { PORT, OIDC_ISSUER: issuer = `http://127.0.0.1:${PORT + 1}`, PROBITY_SAMPLE_PASSWORD: password } = settings;
  return password === undefined ? issuer : { issuer, password };
};
