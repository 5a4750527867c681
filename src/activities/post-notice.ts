import { createHmac } from 'node:crypto';
import { cancellationSignal } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { type NoticeOrder, renderNotice } from '../domain/telling/notice.ts';
import { webAddress } from '../domain/telling/web-address.ts';
import type { Dependencies } from './dependencies.ts';

const PATIENCE = 15_000;

/**
 * Posts a notice to the address in a variable of the worker's environment, signed with the secret in another. Anything but
 * a 2xx fails, and the engine tries again. Neither address nor secret is in what it says.
 */
export function postNotice({ variable, trainLink }: Pick<Dependencies, 'variable' | 'trainLink'>) {
  return async function postNotice({ webhook, notice, delivery }: NoticeOrder): Promise<void> {
    const { format, urlVariable, secretVariable } = webhook;
    const url = addressIn(urlVariable, required(variable, urlVariable));
    const body = renderNotice(format, notice, trainLink(notice.train));
    const signature = secretVariable === null ? {} : signed(body, required(variable, secretVariable));
    const status = await post(url, urlVariable, {
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'cascade',
        'x-cascade-event': notice.event,
        'x-cascade-delivery': delivery,
        ...signature,
      },
    });
    if (status < 200 || status > 299) throw undelivered(`the address in ${urlVariable} answers ${status}`);
  };
}

function required(variable: Dependencies['variable'], name: string): string {
  const value = variable(name);
  if (value !== null) return value;
  throw undelivered(`the variable ${name} is not set: set it in the environment of the worker, and start that again`);
}

function addressIn(name: string, text: string): URL {
  const url = webAddress(text);
  if (url !== null) return url;
  throw undelivered(`the variable ${name} holds no address that begins with https:// or http://`);
}

function signed(body: string, secret: string): Readonly<Record<string, string>> {
  return { 'x-cascade-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

async function post(url: URL, name: string, request: Pick<RequestInit, 'body' | 'headers'>): Promise<number> {
  const signal = AbortSignal.any([cancellationSignal(), AbortSignal.timeout(PATIENCE)]);
  try {
    // A redirect would turn the POST into a GET somewhere else.
    const response = await fetch(url, { ...request, method: 'POST', redirect: 'manual', signal });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    cancellationSignal().throwIfAborted();
    throw undelivered(`the address in ${name} cannot be reached (${codeOf(error)})`);
  }
}

/** The words of a broken connection name the host, which the address is to keep to itself. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

function undelivered(why: string): ApplicationFailure {
  return ApplicationFailure.create({ message: `The notice was not delivered: ${why}.`, type: 'NoticeUndelivered' });
}
