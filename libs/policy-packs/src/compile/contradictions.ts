import { procedure } from '../catalogue/index.js';
import { permissions } from '../catalogue/permissions.js';
import { nearest } from '../load/near.js';
import type { PackFiles } from '../load/pack-files.js';
import type { BodyShape } from '../load/schema.js';
import type { Path, Report } from '../load/yaml-file.js';
import type { FieldDefinition } from '../policy.js';
import type { Supply } from './conditions.js';

/** Reports what is well formed, and cannot be meant. */
export function reportContradictions(files: PackFiles, supply: Supply): void {
  const { acts, bodies, tariffs, choices } = files;
  for (const [name, body] of Object.entries(bodies?.value ?? {})) if (bodies) reportCounts(name, body, bodies.report);
  for (const [subject, { value, report }] of acts ?? []) {
    for (const [name, { fields }] of Object.entries(value.steps)) {
      if (!name.startsWith(`${subject}.`)) {
        const right = `acts/${name.slice(0, Math.max(0, name.indexOf('.')))}.yaml`;
        report(['steps', name], `${name} is no step on ${subject}: it would stand in ${right}`);
      }
      reportLimits(fields, ['steps', name, 'fields'], report);
    }
  }
  for (const file of [tariffs, choices]) {
    for (const [name, { options }] of Object.entries(file?.value ?? {}))
      for (const [i, { parameters }] of options.entries())
        reportLimits(parameters, [name, 'options', i, 'parameters'], file?.report ?? (() => undefined));
  }
  reportPermissions(files, supply);
  reportHidden(files, supply);
}

function reportCounts(name: string, { seats, quorum, makeUp }: BodyShape, report: Report): void {
  const members = seats.reduce((sum, { count }) => sum + count, 0);
  const has = `and ${name} has ${members} members`;
  if (quorum !== undefined && quorum > members) report([name, 'quorum'], `a quorum of ${quorum}, ${has}`);
  makeUp.forEach(({ atLeast = 0, atMost = Infinity }, i) => {
    if (atLeast > members) report([name, 'makeUp', i], `${atLeast} at least, ${has}`);
    else if (atLeast > atMost) report([name, 'makeUp', i], `${atLeast} at least, and ${atMost} at most`);
  });
}

const reportLimits = (fields: readonly FieldDefinition[], path: Path, report: Report): void =>
  fields.forEach(({ min = -Infinity, max = Infinity }, i) => {
    if (min > max) report([...path, i, 'min'], `min ${min} is above max ${max}: no number fits`);
  });

/** Of an office that may do nothing by a slip of the pen, everybody would be refused. */
function reportPermissions({ offices, acts }: PackFiles, supply: Supply): void {
  if (offices === undefined || acts === undefined) return;
  const catalogues = [...supply.catalogues, ...procedure];
  const own = [...acts.values()].flatMap(({ value }) => [...Object.keys(value.acts), ...Object.keys(value.steps)]);
  const subjects = [...acts.keys(), ...catalogues.map(({ service }) => service)];
  const each = subjects.flatMap((subject) => [`${subject}.read`, `${subject}.correct`]);
  const supplied = catalogues.flatMap((catalogue) => Object.keys(catalogue.acts));
  const single = [...own, ...supplied, ...each, ...permissions];
  const known = new Set([...single, ...single.map((name) => `${name.slice(0, name.indexOf('.'))}.*`)]);
  // A service that runs alone does not know the acts of the others.
  const isElsewhere = (granted: string): boolean => {
    const subject = granted.slice(0, granted.indexOf('.'));
    return acts.has(subject) && !supply.catalogues.some(({ service }) => service === subject);
  };
  for (const [office, { may }] of Object.entries(offices.value.offices)) {
    may.forEach((granted, i) => {
      if (known.has(granted) || isElsewhere(granted)) return;
      const message = `no subject, act or route is ${granted}: it would allow nothing`;
      offices.report(['offices', office, 'may', i], message, { suggestion: nearest(granted, known) });
    });
  }
}

/** Nobody would ever ask for it. */
function reportHidden({ hidden }: PackFiles, { catalogues, isWhole }: Supply): void {
  const known = new Set(catalogues.flatMap((catalogue) => catalogue.hidden ?? []));
  if (!isWhole) return;
  for (const [name, { what }] of Object.entries(hidden?.value ?? {})) {
    if (known.has(what)) continue;
    const suggestion = nearest(what, known);
    const all = suggestion === undefined && known.size > 0 ? `: it is one of ${[...known].join(', ')}` : '';
    hidden?.report([name, 'what'], `no service knows ${what}${all}`, { suggestion });
  }
}
