import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A report in the list of those received. What was said in it stays in the stream. */
@Entity({ name: 'reports_v2' })
export class ReportRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') institution!: string;
  @Column('text') reference!: string;
  @Column('text', { name: 'received_at' }) receivedAt!: string;
  /** What kind of person reported may tell who it was: sealed under the report's key. */
  @Column('text', { name: 'reporter_kind', nullable: true }) reporterKind!: string | null;
  @Column('text', { array: true }) missing!: string[];
  @Column('boolean') acknowledged!: boolean;
  @Column('text') scope!: string;
  @Column('text', { nullable: true }) classification!: string | null;
  @Column('int') cases!: number;
  @Column('int') version!: number;
}
