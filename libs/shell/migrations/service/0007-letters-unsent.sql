-- How many letters of a case have not gone, for whoever has it destroyed: services in other processes read this, and no letter.
CREATE VIEW letters_unsent_v1 AS
  SELECT id, institution, case_id FROM letters_v1 WHERE case_id IS NOT NULL AND state IN ('waiting', 'bounced', 'nobody');
