import { describe, expect, it } from '@jest/globals';
import type { Policies } from '@probity/policy-packs';
import type { Asked } from '@probity/shell';
import { compilePacks, mergeCatalogues, packsDirectory, procedure } from '@probity/policy-packs';
import { certificateCatalogue } from '../domain/certificate/decisions.js';
import { sanctionsCatalogue } from '../domain/sanctions/facts.js';
import { after, caseOf, decidedAs, e, of, opened, referred, stateOf, system } from '../testing/college.js';
import { shown } from './shown.js';

const catalogues = mergeCatalogues([...procedure, sanctionsCatalogue, certificateCatalogue]).filter(({ service }) =>
  ['sanctions', 'certificate'].includes(service),
);
const college = compilePacks(packsDirectory, catalogues, { only: 'irish-baptist-college/2023-08-21' }).get(of.policy);
const context = { policies: { get: () => college } as unknown as Policies };
const by = (office: string) => ({ actor: { id: 'x', offices: [office] } }) as unknown as Asked;
const offence = {
  ...{ case: caseOf(2), reference: 'IBC-2025-000009', category: 'malpractice', offences: ['collusion'] },
  ...{ career: 'undergraduate', moduleLevel: 4, foundAt: of.policy.version, penalties: ['a'], spent: false },
};
const told = { ...{ type: 'TellHistory' as const, asOf: 3, offences: [offence] }, ...system };

describe('what a route shows of sanctions', () => {
  it('is never the history of the subject [IBC-84]', () => {
    const state = stateOf(after(opened, referred, decidedAs(e), told));
    expect(state.history?.offences).toHaveLength(1);
    for (const office of ['registrar', 'director-of-training', 'lecturer'])
      expect(JSON.stringify(shown(context, state, by(office)))).not.toMatch(/collusion|history|000009/);
  });

  it('is nothing of the file for those whom it is kept from [IBC-97.4]', () => {
    const state = stateOf(after(opened, referred, decidedAs(e)));
    expect(Object.keys(shown(context, state, by('lecturer')))).toEqual(['status', 'institution', 'policy', 'case']);
    expect(shown(context, state, by('registrar'))).toMatchObject({ instructions: [{ student: 'S-01' }] });
  });

  it('does not say who the student is before anonymity is lifted [IBC-75, IBC-46.1]', () => {
    const before = stateOf(after(opened));
    for (const office of ['director-of-training', 'registrar'])
      expect(shown(context, before, by(office))).toMatchObject({ noted: { subject: { id: null } } });
    const lifted = stateOf(after(opened, referred));
    for (const office of ['director-of-training', 'registrar'])
      expect(shown(context, lifted, by(office))).toMatchObject({ noted: { subject: { id: 'S-01' } } });
  });
});
