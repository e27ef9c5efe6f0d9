import type { LearningSystem } from '@probity/shell';
import { Webhook } from 'standardwebhooks';

export interface OutgoingMessage {
  /** The same however often it is sent: whoever has it already does nothing more. */
  readonly id: string;
  readonly type: string;
  /** RFC 3339: when what it tells happened. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Milliseconds; well below what the database lets a transaction idle. */
const patience = 10_000;

/** Signed as Standard Webhooks has it. @returns null where it was taken, otherwise a code: nothing that was answered is quoted */
export const send = async ({ url, secret }: LearningSystem, message: OutgoingMessage): Promise<string | null> => {
  const { id, ...content } = message;
  const body = JSON.stringify(content);
  const now = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  };
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return response.ok ? null : `HTTP ${response.status}`;
  } catch (error) {
    return codeOf(error);
  }
};

const codeOf = (error: unknown): string => {
  const { name, cause } = Object(error) as { name?: string; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'TIMEOUT';
  return /^[A-Z_]+$/.test(String(cause?.code)) ? String(cause?.code) : 'unknown';
};
