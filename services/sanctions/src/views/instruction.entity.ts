import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where an instruction lies: what it says is read from its case. */
@Entity({ name: 'instructions_v1' })
export class InstructionRow {
  /** Of the event in the log; 64 bits, as a decimal string. */
  @PrimaryColumn('bigint') position!: string;
  /** The event's id, by which the student system names the instruction. */
  @Column('uuid') id!: string;
  @Column('text') institution!: string;
  @Column('uuid', { name: 'case_id' }) case!: string;
  /** Its number among the instructions of the case. */
  @Column('int') number!: number;
}
