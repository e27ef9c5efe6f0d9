/** The most events that `readAll` returns where it is not told, and that a subscription hands over at once. */
export const PAGE_SIZE = 500;
