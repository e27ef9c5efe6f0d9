import type { Subject } from '@probity/shell';
import { fileDecider, type FileCommand } from './domain/file/decisions.js';
import { fileCatalogue, fileFacts } from './domain/file/facts.js';
import { fileEvents, notedOf, sentences, type File, type FileEvent } from './domain/file/file.js';

/** `file-<case>`: what decides when the case closes and how long its record is kept. */
export const fileSubject: Subject<FileCommand, File, FileEvent> = {
  name: 'file',
  category: 'file',
  decider: fileDecider,
  events: fileEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `case:${id}`,
  pinned: (file) => {
    if (file.status === 'none') return undefined;
    const { institution, policy } = file;
    return { institution, policy, case: file.case, reference: notedOf(file, 'CaseOpeningNoted')[0]?.reference ?? null };
  },
  catalogue: fileCatalogue,
  facts: fileFacts,
  roles: () => ({}),
  anchors: () => ({}),
  sentences,
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
