import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What statistics count: a case whose record is kept. Codes and numbers alone. */
@Entity({ name: 'counted_cases_v1' })
export class CountedCaseRow {
  @PrimaryColumn('uuid', { name: 'case_id' }) case!: string;
  @Column('text') institution!: string;
  @Column('text') year!: string;
  @Column('text') category!: string;
  @Column('text') level!: string;
  @Column('text') faculty!: string;
  @Column('text') outcome!: string;
  @Column('int', { nullable: true }) days!: number | null;
  @Column('text', { array: true }) late!: string[];
  @Column('text', { array: true }) otherwise!: string[];
}
