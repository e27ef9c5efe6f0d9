import type { Notification, ToldRegulator } from '../domain/notification/notification.js';

export interface Telling extends ToldRegulator {
  readonly determinedAt: string;
  readonly notifiedAt: string;
  /** Minutes from the determination to the telling. "Promptly" carries no number: it is shown, and blocks nothing. */
  readonly lagInMinutes: number;
  /** `YYYY-MM-DD`, by which they are all told more; null where the notification is closed. */
  readonly nextUpdateOn: string | null;
  readonly entries: readonly {
    readonly entry: number;
    readonly kind: string;
    readonly at: string;
    readonly acknowledgedAt: string | null;
  }[];
}

/** What was sent to whom, and how soon after the cause to believe. */
export const tellingsOf = (file: Notification): readonly Telling[] =>
  file.status === 'none'
    ? []
    : file.notified.flatMap(({ told, determinedAt, notifiedAt }) =>
        told.map((one) => ({
          ...one,
          determinedAt,
          notifiedAt,
          lagInMinutes: Math.round((Date.parse(notifiedAt) - Date.parse(determinedAt)) / 60_000),
          nextUpdateOn: file.nextUpdateOn,
          entries: file.entries
            .filter((entry) => entry.told.some(({ regulator }) => regulator === one.regulator))
            .map(({ number, kind, at, acknowledged }) => ({
              entry: number,
              kind,
              at,
              acknowledgedAt: acknowledged[one.regulator] ?? null,
            })),
        })),
      );
