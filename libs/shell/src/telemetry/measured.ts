/** Of one service, at this moment. */
export interface Measured {
  /** Messages that it has not taken in. */
  readonly behind: number;
  /** Seconds since the oldest fact was recorded that the others were not told. 0 where there is none. */
  readonly unpublishedFor: number;
  readonly parked: number;
  readonly unreadable: number;
}
