/**
 * In the FROM of a statement that is a transaction: its commit is not waited for on the disk. It comes there in its order with
 * all others, so that what was committed later and waited for takes it along.
 */
export const unwaited = "(select set_config('synchronous_commit', 'off', true)) as unwaited";
