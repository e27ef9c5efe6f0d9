import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case whose record was marked for destruction, which is still to be done. */
@Entity({ name: 'disposals_v1' })
export class DisposalRow {
  @PrimaryColumn('uuid', { name: 'case_id' }) case!: string;
  /** Office-holder's id. */
  @Column('text', { name: 'marked_by' }) by!: string;
  /** RFC 3339 */
  @Column('text', { name: 'marked_at' }) at!: string;
  @Column('text', { array: true }) clauses!: string[];
}
