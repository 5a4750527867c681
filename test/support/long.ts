/** Whether there is time for everything (`npm run test:long`), or `npm test` wants an answer within minutes. */
export const LONG = process.env['CASCADE_LONG'] === '1';

/** All cases where there is time, else the one of that number: different tests take different ones. */
export function someOf<Case>(cases: readonly Case[], which: number): readonly Case[] {
  return LONG ? cases : cases.slice(which % cases.length).slice(0, 1);
}
