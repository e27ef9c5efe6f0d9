const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
]);

/** The database cannot be reached, is starting or stopping: somebody else's trouble, and it passes. */
export const isConnectionLost = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  if (code !== undefined && lost.has(code)) return true;
  if (
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      message ?? '',
    )
  )
    return true;
  const { driverError, cause } = error as { driverError?: unknown; cause?: unknown };
  return [driverError, cause].some((inner) => inner !== undefined && inner !== error && isConnectionLost(inner));
};
