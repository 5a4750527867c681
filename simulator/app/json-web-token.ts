import { verify } from 'node:crypto';

import { isObject } from '../routes/fields.ts';
import { Refusal } from '../server/answer.ts';
import type { App } from '../state/app.ts';

const longestLifeSeconds = 600;

/** Whether a token has the form of a JSON Web Token. */
export function looksLikeJsonWebToken(token: string): boolean {
  return token.split('.').length === 3;
}

/** Refuses a JSON Web Token that the App didn't sign, or that isn't good at that time (by GitHub's clock, in milliseconds), in GitHub's words. */
export function verifyJsonWebToken(app: App, token: string, at: number): void {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { iss, iat, exp } = decoded(payload);
  if (String(iss) !== String(app.scenario.id)) throw new Refusal(404, 'Integration not found');
  const isSigned =
    decoded(header)['alg'] === 'RS256' &&
    verify('sha256', Buffer.from(`${header}.${payload}`), app.publicKey, Buffer.from(signature, 'base64url'));
  if (!isSigned) throw undecodable();

  const seconds = Math.floor(at / 1000);
  if (!isSecond(exp) || exp <= seconds) {
    throw wrongClaim(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > seconds + longestLifeSeconds) {
    throw wrongClaim("'Expiration time' claim ('exp') is too far in the future");
  }
  if (!isSecond(iat) || iat > seconds) {
    throw wrongClaim(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

/** GitHub's refusal of anything but an App's JSON Web Token where one is needed. */
export function undecodable(): Refusal {
  return new Refusal(401, 'A JSON web token could not be decoded');
}

function wrongClaim(message: string): Refusal {
  return new Refusal(401, message);
}

function isSecond(value: unknown): value is number {
  return Number.isInteger(value);
}

function decoded(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (isObject(value)) return value;
  } catch {
    throw undecodable();
  }
  throw undecodable();
}
