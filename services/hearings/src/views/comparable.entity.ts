import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was decided in a case, for those that are like it: codes alone. */
@Entity({ name: 'comparables_v1' })
export class ComparableRow {
  /** Of the case. */
  @PrimaryColumn('uuid') id!: string;
  @Column('text') institution!: string;
  /** Those that were proven. */
  @Column('text', { array: true }) offences!: string[];
  /** Empty where the body did not say. */
  @Column('text') category!: string;
  @Column('text') tariff!: string;
  /** Of the options that were chosen. */
  @Column('text', { array: true }) codes!: string[];
  /** There was an offence before it. */
  @Column('boolean') repeated!: boolean;
}
