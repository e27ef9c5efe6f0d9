import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case in the list of cases. Whom it is about is sealed. */
@Entity({ name: 'cases_v2' })
export class CaseRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') institution!: string;
  @Column('text') reference!: string;
  @Column('uuid') report!: string;
  /** This and what was suspected: null once the case was destroyed. */
  @Column('text', { name: 'subject_kind', nullable: true }) subjectKind!: string | null;
  /** The register's id, sealed under the case's key; null once that is destroyed. */
  @Column('text', { name: 'subject_id', nullable: true }) subjectId!: string | null;
  /** Its keyed hash, to leave out what is about whoever asks. */
  @Column('text', { name: 'subject_hash', nullable: true, select: false }) subjectHash!: string | null;
  @Column('text', { array: true, nullable: true }) offences!: string[] | null;
  @Column('text', { nullable: true }) classification!: string | null;
  @Column('text', { name: 'policy_pack' }) policyPack!: string;
  @Column('text', { name: 'policy_version' }) policyVersion!: string;
  @Column('text', { name: 'opened_at' }) openedAt!: string;
  @Column('text', { name: 'report_received_at', nullable: true }) reportReceivedAt!: string | null;
}
