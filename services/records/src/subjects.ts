import type { Subject } from '@probity/shell';
import {
  destructionDecider,
  destructionEvents,
  destructionSentences,
  type Destruction,
  type DestructionCommand,
  type DestructionEvent,
} from './domain/destruction/destruction.js';
import { fileDecider, type FileCommand } from './domain/file/decisions.js';
import { fileCatalogue, fileFacts } from './domain/file/facts.js';
import { fileEvents, notedOf, rolesOf, sentences, type File, type FileEvent } from './domain/file/file.js';
import { notedUpcasters, notedVersions } from './domain/file/noted.js';

/** `file-<case>`: what decides when the case closes and how long its record is kept. */
export const fileSubject: Subject<FileCommand, File, FileEvent> = {
  name: 'file',
  category: 'file',
  decider: fileDecider,
  events: fileEvents,
  schemaVersions: notedVersions,
  upcasters: notedUpcasters,
  scope: (id) => `case:${id}`,
  pinned: (file) => {
    if (file.status === 'none') return undefined;
    const { institution, policy } = file;
    return { institution, policy, case: file.case, reference: notedOf(file, 'CaseOpeningNoted')[0]?.reference ?? null };
  },
  catalogue: fileCatalogue,
  facts: fileFacts,
  roles: rolesOf,
  anchors: () => ({}),
  sentences,
  isClosed: (file) => file.status !== 'none' && file.closed !== null,
  routes: {
    'file.close': 'POST /cases/{case}/closure',
    'file.conclude-hearing': 'POST /cases/{case}/hearings-concluded',
    'file.hold': 'POST /cases/{case}/holds',
    'file.release-hold': 'POST /cases/{case}/holds/{id}/release',
    'file.dispose': 'POST /cases/{case}/disposal',
    'file.correct': 'POST /cases/{case}/parts/file/corrections',
    '*': 'POST /cases/{case}/steps/{step}',
  },
  idsOfCase: (caseId) => [caseId],
};

/** One key for all of them, made at the first start: a backup of the keys from before a destruction has it, too. */
export const certificatesScope = 'destruction:certificates';

/**
 * `destruction-<case>`: that the record of a case was destroyed, and how much of what. It is no part of the case, and not sealed
 * under its key: nothing of the case's is in it, and it stays.
 */
export const destructionSubject: Subject<DestructionCommand, Destruction, DestructionEvent> = {
  name: 'destruction',
  category: 'destruction',
  decider: destructionDecider,
  events: destructionEvents,
  schemaVersions: {},
  upcasters: {},
  scope: () => certificatesScope,
  pinned: (state) =>
    state.status === 'none'
      ? undefined
      : { institution: state.institution, policy: state.policy, case: null, reference: state.reference },
  catalogue: { service: 'destruction', facts: {}, acts: {}, tables: {}, tariffs: {} },
  facts: (_state, { actor }) => ({ actor: { offices: actor.offices, roles: [] }, steps: { done: [] } }),
  roles: () => ({}),
  anchors: () => ({}),
  sentences: destructionSentences,
  routes: {},
  idsOfCase: () => [],
};
