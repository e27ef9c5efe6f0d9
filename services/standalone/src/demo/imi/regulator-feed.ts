import { isDeepStrictEqual } from 'node:util';
import { until, type Body, type Caller } from '../../client.js';
import { referencesOf } from './interim-and-regulators.js';
import type { Opened } from './report-and-triage.js';
import type { Stage } from '../stage.js';

const feed = '/regulators/ofqual/notifications';
const kinds = ['notification', 'progress', 'final-report', 'certificates-invalid'];

/** The whole feed, page by page, in the order in which it comes. */
const feedOf = async (regulator: Caller): Promise<readonly Body[]> => {
  const entries: Body[] = [];
  for (let after = ''; ;) {
    const { body } = await regulator.get(`${feed}?limit=200${after && `&after=${after}`}`);
    entries.push(...body.items);
    if (!body.next || body.items.length === 0) return entries;
    after = body.next;
  }
};

/** A regulator's system reads its own feed, in order, and acknowledges. */
export const regulatorReads = async (stage: Stage, { centre }: Opened): Promise<void> => {
  stage.chapter("9  The regulator's feed");
  const ofqual = await stage.as('ofqual-feed');
  const isOurs = ({ reference }: Body): boolean => reference === centre.reference;
  const all = await until(
    () => feedOf(ofqual),
    (entries) => kinds.every((kind) => entries.some((entry) => isOurs(entry) && entry.kind === kind)),
  );
  const entries = all.filter(isOurs);
  for (const entry of entries) stage.note(`${entry.cursor}  ${entry.kind.padEnd(22)}${entry.references.join(', ')}`);
  stage.check(
    'It sees the notification, progress, the final report and the invalid certificates',
    kinds.every((kind) => entries.some((entry) => entry.kind === kind)),
    entries,
  );
  await checkOrderAndOwner(stage, all, entries, centre.id);
  const invalid = entries.find((entry) => entry.kind === 'certificates-invalid');
  stage.check(
    'Twelve certificates, each with its reason',
    JSON.stringify(invalid).match(/CERT-\w+-\d+/g)?.length === 12,
    invalid,
  );
  await stage.done('It acknowledges the notification', ofqual.post(`${feed}/${entries[0].id}/acknowledgement`, {}));
  const { status } = await ofqual.get('/regulators/sqa/notifications');
  stage.check("Another regulator's feed is not there for it", status === 404, status);
};

const checkOrderAndOwner = async (
  stage: Stage,
  all: readonly Body[],
  entries: readonly Body[],
  caseId: string,
): Promise<void> => {
  const cursors = all.map(({ cursor }) => BigInt(cursor));
  stage.check(
    'Its entries come in the order of their cursors',
    cursors.every((cursor, index) => cursor > (cursors[index - 1] ?? -1n)),
    cursors.map(String),
  );
  const manager = await stage.as('imi-quality-manager');
  const { body } = await manager.get(`/cases/${caseId}/notification`);
  const told = (body.regulators as readonly Body[]).find(({ regulator }) => regulator === 'ofqual');
  stage.check(
    'Every entry is its own: under its references, and what the institution says that it told it',
    all.every(({ references }) => isDeepStrictEqual(references, referencesOf.ofqual)) &&
      isDeepStrictEqual(
        entries.map(({ kind, at }) => [kind, at]),
        (told.entries as readonly Body[]).map(({ kind, at }) => [kind, at]),
      ),
    { entries, told },
  );
};
