/** Ends a `switch` over a union: the compiler refuses it while a member is unhandled. Reaching it is a bug of ours. */
export function assertNever(value: never): never {
  throw new Error(`Internal error, please report: unhandled value ${JSON.stringify(value)}`);
}
