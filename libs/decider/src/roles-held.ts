/** The parts that a person has in something. @param roles by role, the ids of those who have it */
export const rolesHeldBy = (person: string, roles: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(roles).flatMap(([role, people]) => (people.includes(person) ? [role] : []));
