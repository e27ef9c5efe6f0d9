/** The most events that `readAll` returns where it is not told, and that a subscription hands over at once. */
export const PAGE_SIZE = 500;

/** Bytes of data in a page, at most, but for its last event. */
export const PAGE_BYTES = 8 * 2 ** 20;
