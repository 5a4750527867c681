/** npm passes a ctrl-C on that the terminal has sent to its child already; nobody presses twice as fast. Milliseconds. */
const ECHO = 500;

/** A signal that is aborted by the first SIGINT or SIGTERM. A second one ends the process at once, as people expect. */
export function untilSignalled(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const onSignal = (name: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      first = performance.now();
      controller.abort(new Error(`ended by ${name}`));
    } else if (performance.now() - first > ECHO) {
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
}

/** Says what went wrong: a sentence for the person at the keyboard, the whole of it where the mistake may be ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected = error.name === 'UserError' || error.name === 'EngineError';
  return expected ? error.message : (error.stack ?? error.message);
}
