/** Who has which part in a case, as all services together know it: what a service knows by itself is not all. */
export abstract class CaseParts {
  abstract partsIn(caseId: string, person: string): Promise<readonly string[]>;
}
