import { acrossServices } from '@probity/shell';
import type { DataSource } from 'typeorm';

/** Letters of a case that wait, came back, or have nobody to go to: of every service. What was handed over by hand is none of these. */
export const unsentLetters = async (views: DataSource, institution: string, caseId: string): Promise<number> => {
  const rows = await acrossServices(views).rows('letters_unsent_v1', 'institution = $1 AND case_id = $2', [
    institution,
    caseId,
  ]);
  return rows.length;
};
