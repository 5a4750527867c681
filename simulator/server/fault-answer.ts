import { STATUS_CODES } from 'node:http';

import { now } from '../clock.ts';
import type { MetEffect } from '../faults.ts';
import type { RateLimitAnswer } from '../scenario-faults.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { connectionReset, Refusal } from './answer.ts';

/** What can be done with a request: all that was asked, what is left when GitHub breaks off, and nothing but saying something in GitHub's name. */
export interface Ways {
  readonly carryOut: () => Promise<Answer>;
  readonly breakOff: () => Promise<unknown>;
  readonly say: (answer: Answer) => Answer;
}

/** Answers a request that meets a fault. */
export async function faultAnswer(world: World, { effect, endsAt }: MetEffect, ways: Ways): Promise<Answer> {
  switch (effect.kind) {
    case 'reset':
      if (effect.executed) await ways.carryOut();
      return connectionReset;
    case 'silence':
      if (effect.executed) await ways.carryOut();
      return { status: 0, connection: 'silence' };
    case 'status': {
      if (effect.executed) await ways.carryOut();
      else if (effect.status === 502) await ways.breakOff();
      const message = effect.message ?? STATUS_CODES[effect.status] ?? 'Error';
      if (effect.status >= 500) return proxyPage(effect.status, message);
      return ways.say(new Refusal(effect.status, message).answer);
    }
    case 'cut':
      if (effect.starter) await ways.breakOff();
      return connectionReset;
    case 'damage':
      return await ways.carryOut();
    case 'late': {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      world.timers.after(effect.seconds, () => {
        resolve(undefined);
      });
      await promise;
      return await ways.carryOut();
    }
    case 'rate-limit':
      return rateLimited(effect.as, endsAt, ways.say);
  }
}

const secondaryMessage = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function rateLimited(as: RateLimitAnswer, endsAt: number, say: Ways['say']): Answer {
  switch (as) {
    case 'primary': {
      const answer = say(new Refusal(403, 'API rate limit exceeded. Check the headers for when it resets.').answer);
      const limit = answer.headers?.['x-ratelimit-limit'] ?? '';
      const left = { 'x-ratelimit-used': limit, 'x-ratelimit-remaining': '0' };
      const reset = { 'x-ratelimit-reset': String(Math.ceil(endsAt / 1000)) };
      return { ...answer, headers: { ...answer.headers, ...left, ...reset } };
    }
    case 'secondary':
      return say(new Refusal(403, secondaryMessage).answer);
    case 'retry-after': {
      const seconds = String(Math.max(0, Math.ceil((endsAt - now()) / 1000)));
      return say({ ...new Refusal(429, secondaryMessage).answer, headers: { 'retry-after': seconds } });
    }
    case 'bare-429':
      return proxyPage(429, 'Too Many Requests');
  }
}

/** What stands before GitHub answers with a page of its own, and none of GitHub's headers. */
function proxyPage(status: number, message: string): Answer {
  const page = `<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head><body><h1>${message}</h1></body></html>\n`;
  return { status, page };
}
