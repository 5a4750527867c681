/** A signal that is aborted by the first SIGINT or SIGTERM. A second one ends the process at once, as people expect. */
export function untilSignalled(): AbortSignal {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error(`ended by ${name}`));
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
