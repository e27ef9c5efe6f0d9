import { fetchToken, type SampleProvider } from '@probity/identity';
import type { Register } from '@probity/registers';
import type { SamplePerson } from '../samples.js';

/** Lets the samples in, where there is no register yet. */
export const registrar: SamplePerson = { subject: 'sample-registrar', name: 'Sample Registrar' };

/** Each institution's register, unless it has one. @throws where one is refused */
export const uploadSamples = async (
  url: string,
  provider: SampleProvider,
  samples: readonly Register[],
): Promise<void> => {
  const token = await fetchToken(provider, registrar.subject);
  for (const register of samples) {
    const answer = await fetch(`${url}/registers/${register.institution.id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(register),
    });
    // Whoever is let in only before there is one is nobody afterwards.
    if (!answer.ok && answer.status !== 401)
      throw new Error(`the sample register of ${register.institution.id}: ${answer.status} ${await answer.text()}`);
  }
};
