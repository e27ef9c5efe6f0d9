import { describe, expect, it } from '@jest/globals';
import type { Policies, Policy } from '@probity/policy-packs';
import { policiesPage } from './policies-page.js';
import { welcomePage } from './welcome-page.js';

const policy = {
  institution: 'club',
  version: '1982/3',
  title: 'Rules of the <Club>',
  inForce: { from: '1982-04-01', until: '1990-12-31' },
} as unknown as Policy;

const policies = { all: [policy], institutions: ['club'], inForce: () => policy } as unknown as Policies;

const link = '<a href="/policies/club/1982%2F3">Rules of the &#60;Club&#62;, version 1982/3</a>';

describe('a page for a person', () => {
  it('of the policies: each with when it is in force, and where it is read', () => {
    expect(policiesPage([policy])).toContain(`<li>${link}: in force from 1982-04-01 until 1990-12-31</li>`);
  });

  it('of what runs here: each policy that is in force, and where it is read', () => {
    const html = welcomePage(['intake'], policies, '1985-01-01T00:00:00Z');
    expect(html).toContain(`<li>${link}</li>`);
    expect(html).toContain('<a href="/policies">');
  });
});
