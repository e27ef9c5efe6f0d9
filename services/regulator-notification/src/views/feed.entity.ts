import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a regulator's entry lies: what it says is read from the file of its case. */
@Entity({ name: 'feed_v1' })
export class FeedRow {
  /** Of the event in the log; 64 bits, as a decimal string. */
  @PrimaryColumn('bigint') position!: string;
  @PrimaryColumn('text') regulator!: string;
  /** The event's id, by which the regulator names the entry. */
  @Column('uuid') id!: string;
  @Column('text') institution!: string;
  @Column('uuid', { name: 'case_id' }) case!: string;
  /** Its number among the entries of the case. */
  @Column('int') entry!: number;
}
