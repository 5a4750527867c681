import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Seal } from '../domain/approvals/seal.ts';

/** A seal by that secret: HMAC-SHA-256, as hexadecimal digits. */
export function approvalSeal(secret: string): Seal {
  const of = (text: string) => createHmac('sha256', secret).update(text).digest('hex');
  return {
    of,
    fits(text, mark) {
      const [expected, given] = [Buffer.from(of(text)), Buffer.from(mark)];
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
