import type { Facts, Seated } from '@probity/policy-packs';
import { nobody } from '../blank-facts.js';

/** Somebody of these offices, to whom nothing stands in the way. */
export const person = (offices: readonly string[], otherwise: Facts = {}): Facts => ({
  ...nobody,
  offices,
  declared: true,
  trained: true,
  ...otherwise,
});

export const committee: readonly Seated[] = [
  { person: 'director', seat: 'director' },
  { person: 'colleague', seat: 'teaching-staff' },
  { person: 'registrar', seat: 'registrar' },
];

export const committeeMembers: Readonly<Record<string, Facts>> = {
  director: person(['director-of-training', 'teaching-staff']),
  colleague: person(['teaching-staff', 'lecturer']),
  registrar: person(['registrar', 'professional-staff']),
};

export const appealCommittee: readonly Seated[] = [
  { person: 'principal', seat: 'chair' },
  { person: 'teacher', seat: 'teaching-staff' },
  { person: 'manager', seat: 'management-committee' },
  { person: 'representative', seat: 'student' },
];

export const appealMembers: Readonly<Record<string, Facts>> = {
  principal: person(['principal', 'teaching-staff']),
  teacher: person(['teaching-staff']),
  manager: person(['management-committee-member']),
  representative: person(['student-representative']),
};
