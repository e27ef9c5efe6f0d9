/** Nest's names for what has no class of its own. */
export const deployment = Symbol('deployment');
export const adminPool = Symbol('admin pool');
