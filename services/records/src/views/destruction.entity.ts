import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record that was destroyed, or is being. */
@Entity({ name: 'destructions_v1' })
export class DestructionRow {
  /** Of the case that was. */
  @PrimaryColumn('uuid') id!: string;
  @Column('text') institution!: string;
  @Column('text', { nullable: true }) reference!: string | null;
  /** Office-holder's id. */
  @Column('text', { name: 'marked_by' }) markedBy!: string;
  @Column('text', { array: true }) clauses!: string[];
  /** RFC 3339, as those below. */
  @Column('text', { name: 'begun_at' }) begunAt!: string;
  @Column('text', { name: 'key_destroyed_at', nullable: true }) keyDestroyedAt!: string | null;
  @Column('text', { name: 'completed_at', nullable: true }) completedAt!: string | null;
}
