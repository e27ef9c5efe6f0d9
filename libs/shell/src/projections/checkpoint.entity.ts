import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'projection_checkpoints' })
export class ProjectionCheckpoint {
  @PrimaryColumn('text') projection!: string;
  /** 64 bits, as a decimal string. */
  @Column('bigint') position!: string;
}
