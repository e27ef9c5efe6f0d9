/** What time it is. A port: nothing else asks the machine. */
export abstract class Clock {
  abstract now(): Date;

  /** RFC 3339, UTC, milliseconds. */
  instant(): string {
    return this.now().toISOString();
  }
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** For tests: runs on from where it was set. */
export class MovableClock extends Clock {
  private ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  set(instant: string): void {
    this.ahead = Date.parse(instant) - Date.now();
  }

  advance(days: number): void {
    this.ahead += days * 86_400_000;
  }
}

/** For trying it out on sample data: ahead of the machine's clock, never back. */
export abstract class SampleClock extends Clock {
  /** @param instant RFC 3339 @throws Invalid where that is before now, or further than it may go */
  abstract forward(instant: string): Promise<void>;
}
