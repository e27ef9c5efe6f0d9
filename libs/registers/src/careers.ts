import type { ReferenceFault } from './references.js';
import type { Register } from './register.js';

/** As policies know them: rules turn on which of these it is, and a word of one's own would pass by them. */
const careers: readonly string[] = ['undergraduate', 'postgraduate'];

/** Asked of what is uploaded, and not of what was stored before this was asked. Pure. */
export const unknownCareers = ({ students }: Register): readonly ReferenceFault[] =>
  students.flatMap(({ career }, nth) =>
    careers.includes(career)
      ? []
      : [{ path: ['students', nth, 'career'], message: `${careers.join(' or ')} is expected`, code: 'unknown-career' }],
  );
