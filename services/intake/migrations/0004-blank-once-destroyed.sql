-- Of a case that was destroyed its reference stays, and that there was a report: nothing that was suspected of whom.
ALTER TABLE cases_v2
  ALTER COLUMN subject_kind DROP NOT NULL,
  ALTER COLUMN offences DROP NOT NULL,
  ALTER COLUMN classification DROP NOT NULL,
  ALTER COLUMN report_received_at DROP NOT NULL;
