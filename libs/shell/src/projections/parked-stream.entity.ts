import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stream that a projection could not digest, from which version on. */
@Entity({ name: 'projection_parked' })
export class ParkedStream {
  @PrimaryColumn('text') projection!: string;
  @PrimaryColumn('text') stream!: string;
  @Column('int') version!: number;
}
