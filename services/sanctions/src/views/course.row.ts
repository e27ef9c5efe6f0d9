/** A row of `courses_v1`. */
export interface CourseRow {
  readonly position: string;
  /** The event's id, by which the learning system names the course. */
  readonly id: string;
  readonly institution: string;
  readonly case_id: string;
  /** Its number among the courses of the case. */
  readonly number: number;
  readonly attempts: number;
  readonly given_at: Date;
  /** The learning system is to be told that the course is withdrawn, and not that it is given. */
  readonly withdrawn: boolean;
}
