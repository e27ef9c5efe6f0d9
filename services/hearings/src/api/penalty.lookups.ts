import { Invalid, type ServiceContext } from '@probity/shell';
import type { DecidePenalty } from '../domain/hearing/commands.js';
import type { KnownHearing } from '../domain/hearing/hearing.js';

interface Said {
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * What the register says of the work and of what a penalty names, where the tariff asks for it: `modules`, by their codes, or
 * `components`, each as `module/component`, several with commas between them.
 * @throws Invalid where the register has no such mark of the student
 */
export const penaltyInRegister = async (
  { registers, policies }: ServiceContext,
  { institution, policy, noted }: KnownHearing,
  tariff: string,
  chosen: readonly Said[],
): Promise<Pick<DecidePenalty, 'inRegister'>> => {
  const reads = policies.get(policy).facts(tariff) ?? {};
  if (reads['specified'] === undefined && reads['group'] === undefined) return {};
  const code = noted?.assessment?.module;
  const module = code == null ? undefined : await registers.module(institution, code);
  const results = noted?.subject.kind === 'student' ? await registers.results(institution, noted.subject.id) : [];
  const ratified = chosen.flatMap(({ parameters }, index) =>
    named.flatMap((name) =>
      namesIn(parameters[name]).flatMap((one) => {
        const [of, part] = one.split('/').map((word) => word.trim());
        const found = results.filter((row) => row.module === of && (part === undefined || row.component === part));
        const isWhole = (name === 'modules') === (part === undefined);
        if (found.length === 0 || !isWhole) throw noSuchMark(`/chosen/${index}/parameters/${name}`, one, name);
        return found.some(({ ratifiedOn }) => ratifiedOn !== undefined) ? [one] : [];
      }),
    ),
  );
  return { inRegister: { ratified, ...(module && { compensates: module.compensates }) } };
};

const named = ['modules', 'components'] as const;

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
    : [];

const noSuchMark = (field: string, one: string, name: (typeof named)[number]): Invalid =>
  new Invalid(
    field,
    'no-such-mark',
    name === 'modules'
      ? `The register has no mark of the student in ${one}: modules are named by their codes, with commas between them.`
      : `The register has no mark of the student for ${one}: each is named as module/component, with commas between them.`,
  );
