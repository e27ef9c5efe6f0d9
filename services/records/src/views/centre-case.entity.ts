import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case at a centre, as the centre's record has it. Codes, numbers and dates alone. */
@Entity({ name: 'centre_cases_v2' })
export class CentreCaseRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') institution!: string;
  /** A keyed hash of the register's id: the row alone does not say at which centre. */
  @Column('text', { name: 'centre_hash' }) centreHash!: string;
  @Column('text') reference!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: string;
  @Column('text', { array: true }) offences!: string[];
  @Column('text') classification!: string;
  @Column('text', { array: true }) products!: string[];
  @Column('text', { name: 'received_at' }) receivedAt!: string;
  /** Calendar days from becoming aware to receipt; null where it was not said. */
  @Column('int', { name: 'report_lag_in_days', nullable: true }) reportLagInDays!: number | null;
  /** Null until the investigation starts. */
  @Column('boolean', { name: 'started_late', nullable: true }) startedLate!: boolean | null;
  /** `open`, `no-case`, or the gravest outcome found. */
  @Column('text') outcome!: string;
  @Column('int', { name: 'open_actions' }) openActions!: number;
  @Column('text', { name: 'closed_at', nullable: true }) closedAt!: string | null;
}
