const explained = 'It is explained.';

/** Form AI-1 to the student, by post and e-mail, with what it rests on. */
export const accusation = (evidence: readonly string[]) => ({
  allegation: 'Pages without a source.',
  provisions: ['1.1.1'],
  channels: ['post', 'email'],
  evidence,
  reportEnclosed: true,
  letter: { meeting: explained, 'ai-1': explained, evidence: explained, companion: explained, procedure: explained },
});

export const formAi2 = { 'ai-2': 'It might be a breach.', answer: 'Within 7 days.', procedure: explained };

/** Forms and evidence, as the Chair of the board sends them on. */
export const enclosed = ['ai-1', 'ai-2', 'evidence'];
