import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case in the list of cases. */
@Entity({ name: 'cases_v1' })
export class CaseRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') institution!: string;
  @Column('text') reference!: string;
  @Column('uuid') report!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: string;
  @Column('text', { name: 'subject_id' }) subjectId!: string;
  @Column('text', { array: true }) offences!: string[];
  @Column('text') classification!: string;
  @Column('text', { name: 'policy_pack' }) policyPack!: string;
  @Column('text', { name: 'policy_version' }) policyVersion!: string;
  @Column('text', { name: 'opened_at' }) openedAt!: string;
  @Column('text', { name: 'report_received_at' }) reportReceivedAt!: string;
}
