import {
  contracts as ours,
  heard,
  personalPaths,
  schemaOf,
  sealedField,
  versionsOf,
  type Contract,
  type Contracts,
} from '@probity/contracts';
import { publicIdOf, type PublicDraft, type PublicEvent, type Reaction } from '@probity/messaging';
import type { RecordedEvent } from '@probity/event-store';
import { isDestroyed } from '../commands/errors.js';
import { atPaths } from './at-paths.js';
import type { SealedTexts } from './sealed-texts.js';

/**
 * The personal fields of public events, sealed under the case's key from the relay to just before a reaction: rows of the
 * bus, of inboxes and of parked messages hold them as ciphertext. Codes, dates and ids travel in clear.
 */
export class SealedMessages {
  /** By name and version. Made at the start, so that a contract that cannot be looked through is found out then. */
  private readonly paths: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly texts: SealedTexts,
    private readonly contracts: Contracts = ours,
  ) {
    const all = [...contracts.values()].flatMap((contract) =>
      versionsOf(contract).map((version) => [contract, version] as const),
    );
    this.paths = new Map(all.map(([one, version]) => [keyOf(one, version), personalPaths(schemaOf(one, version))]));
  }

  /** Undefined where the case's key has been destroyed: nobody is told any more. */
  async seal(source: string, event: RecordedEvent, draft: PublicDraft): Promise<PublicDraft | undefined> {
    const { scope, whereOf } = bindingOf(source, draft.type, publicIdOf(source, event), event.case ?? '');
    const paths = this.pathsOf(this.contractOf(source, draft.type), draft.schemaVersion);
    try {
      const data = await atPaths(draft.data, paths, async (value, at) => ({
        sealed: await this.texts.seal(scope, whereOf(at), JSON.stringify(value)),
      }));
      return { ...draft, data };
    } catch (error) {
      if (isDestroyed(error)) return undefined;
      throw error;
    }
  }

  /**
   * As today's contract has it, whichever version it was told by. Undefined where the case's key has been destroyed.
   * @throws where a field that should be is not sealed, or is another's, or the version cannot be read
   */
  async open(event: PublicEvent): Promise<PublicEvent | undefined> {
    const { scope, whereOf } = bindingOf(event.source, event.type, event.id, event.case);
    const contract = this.contractOf(event.source, event.type);
    const paths = this.pathsOf(contract, event.schemaVersion);
    let destroyed = false;
    const data = await atPaths(event.data, paths, async (value, at) => {
      const opened = await this.texts.open(scope, whereOf(at), sealedField.parse(value).sealed);
      destroyed ||= opened === null;
      return opened === null ? null : (JSON.parse(opened) as unknown);
    });
    if (destroyed) return undefined;
    return { ...event, schemaVersion: contract.version, data: heard(contract, event.schemaVersion, data) };
  }

  /**
   * Called with clear fields. A message of a case whose key has been destroyed is handled by doing nothing; where it is
   * another key that is gone, such as a file's, the reaction has failed.
   */
  opening(reaction: Reaction): Reaction {
    return async (event) => {
      try {
        const opened = await this.open(event);
        if (opened) await reaction(opened);
      } catch (error) {
        if (!isDestroyed(error) || !(await this.texts.isDestroyed(`case:${event.case}`))) throw error;
      }
    };
  }

  /** @throws where no contract says what of it is personal: nothing is then told in clear */
  private contractOf(source: string, type: string): Contract {
    const contract = this.contracts.get(`${source}.${type}`);
    if (!contract) throw new Error(`no contract says what is personal in ${source}.${type}`);
    return contract;
  }

  /** @throws UnknownVersion */
  private pathsOf(contract: Contract, version: number): readonly string[] {
    return this.paths.get(keyOf(contract, version)) ?? personalPaths(schemaOf(contract, version));
  }
}

const keyOf = ({ name }: Contract, version: number): string => `${name} ${version}`;

/** The scope, and what each field is bound to. */
const bindingOf = (source: string, type: string, id: string, caseId: string) => ({
  scope: `case:${caseId}`,
  whereOf: (at: string) => JSON.stringify(['public event', source, type, id, at]),
});
