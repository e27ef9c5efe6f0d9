import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A report that was dealt with as less than misconduct, and a student whom it was about, by a keyed hash. */
@Entity({ name: 'earlier_practice_v1' })
export class EarlierPracticeRow {
  @PrimaryColumn('uuid') report!: string;
  @PrimaryColumn('text', { name: 'student_hash' }) studentHash!: string;
  @Column('text') institution!: string;
}
