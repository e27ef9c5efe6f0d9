import type { ServiceRuntime } from '../runtime/service-runtime.js';
import type { Services } from '../runtime/services.js';
import { letsStandIn, type StandIn } from './stand-in.js';

/** Who stands in for whom, by what services recorded: those of this process, and those elsewhere. */
export class StandIns {
  /** By institution. Asked for by every request of its staff; the policies are those of the start. */
  private readonly tellers = new Map<string, readonly ServiceRuntime[]>();

  constructor(private readonly services: Services) {}

  /** What a person stands in for then, on any case or on one. @param at RFC 3339 */
  of(institution: string, person: string, at: string, caseId?: string): Promise<readonly StandIn[]> {
    return this.read(
      institution,
      `person = $2 AND starts_at <= $3 AND (ends_at IS NULL OR ends_at > $3) AND ($4::text IS NULL OR case_id = $4)`,
      [person, at, caseId ?? null],
    );
  }

  /** Everybody who ever did. */
  onCase(institution: string, caseId: string): Promise<readonly StandIn[]> {
    return this.read(institution, 'case_id = $2', [caseId]);
  }

  private async read(institution: string, where: string, values: readonly unknown[]): Promise<readonly StandIn[]> {
    const of = `institution = $1 AND ${where}`;
    const all = [institution, ...values];
    const pages = await Promise.all([
      this.services.elsewhere.rows<Row>('stand_ins_v1', of, all),
      ...this.tellersOf(institution).map(({ views }) =>
        views.query<Row[]>(`SELECT * FROM stand_ins_v1 WHERE ${of}`, all),
      ),
    ]);
    return pages
      .flat()
      .toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
      .map(fromRow);
  }

  private tellersOf(institution: string): readonly ServiceRuntime[] {
    const known = this.tellers.get(institution);
    if (known) return known;
    const found = this.services.all.filter((runtime) => canTell(runtime, institution));
    this.tellers.set(institution, found);
    return found;
  }
}

const canTell = ({ policies, definition }: ServiceRuntime, institution: string): boolean =>
  policies.all.some(
    (policy) =>
      policy.institution === institution && definition.subjects.some((subject) => letsStandIn(policy, subject)),
  );

interface Row {
  readonly event: string;
  readonly institution: string;
  readonly case_id: string;
  readonly person: string;
  readonly office: string;
  readonly by_whom: string;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
}

const fromRow = ({ case_id, by_whom, starts_at, ends_at, event, institution, person, office }: Row): StandIn => ({
  ...{ event, institution, person, office },
  case: case_id,
  by: by_whom,
  startsAt: starts_at.toISOString(),
  endsAt: ends_at?.toISOString() ?? null,
});
