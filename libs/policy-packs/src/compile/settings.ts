import { Temporal } from 'temporal-polyfill';
import { nearest } from '../load/near.js';
import { wholeFile, type Problem } from '../load/problems.js';
import type { DeadlineShape, Shape } from '../load/schema.js';
import type { PackFile } from '../load/yaml-file.js';
import type { Setting } from '../policy.js';
import type { Settings } from './tables.js';

export type SettingValues = Readonly<Record<string, Setting['value']>>;

/** The pack's settings with the values that the deployment chose, `<pack>/<setting>`. */
export function settingsOf(pack: string, file: PackFile<Shape<'settings'>>, chosen: SettingValues): Settings {
  const settings = Object.entries(file.value).map(([name, entry]) => {
    const value = chosen[`${pack}/${name}`];
    const isOther =
      value !== undefined && value !== null && entry.value !== null && typeof value !== typeof entry.value;
    if (isOther) file.report([name], `the deployment sets it to ${JSON.stringify(value)}, not a ${typeof entry.value}`);
    return [name, { name, ...entry, value: value === undefined ? entry.value : value }] as const;
  });
  return new Map(settings);
}

/** A setting that no pack has is a slip of the pen, and would be without effect. */
export function reportUnknownSettings(chosen: SettingValues, known: ReadonlySet<string>, problems: Problem[]): void {
  for (const key of Object.keys(chosen)) {
    if (known.has(key)) continue;
    const problem = wholeFile('settings of the deployment', `there is no setting ${key}`);
    problems.push({ ...problem, suggestion: nearest(key, known) });
  }
}

export interface DeadlineRule extends DeadlineShape {
  readonly name: string;
  /** Null where it is a setting that the deployment has not chosen. */
  readonly resolved: number | null;
}

/** @param settings undefined where their file is unusable: then no amount that is a setting is known */
export function deadlinesOf(
  file: PackFile<Shape<'deadlines'>>,
  settings: Settings | undefined,
): ReadonlyMap<string, DeadlineRule> {
  const rules = Object.entries(file.value).map(([name, entry]) => {
    const report: Tell = (message, suggestion) => file.report([name, 'setting'], message, { suggestion });
    const resolved = entry.setting === undefined ? (entry.amount ?? null) : amountOf(entry.setting, settings, report);
    return [name, { ...entry, name, resolved }] as const;
  });
  return new Map(rules);
}

type Tell = (message: string, suggestion?: string) => void;

function amountOf(name: string, settings: Settings | undefined, report: Tell): number | null {
  if (settings === undefined) return null;
  const setting = settings.get(name);
  if (setting === undefined) report(`there is no setting ${name}`, nearest(name, settings.keys()));
  const value = setting?.value ?? null;
  if (value === null || (typeof value === 'number' && Number.isInteger(value) && value > 0)) return value;
  report(`the setting ${name} must be a whole number above 0, and is ${JSON.stringify(value)}`);
  return null;
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
