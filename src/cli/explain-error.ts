import { CommanderError } from 'commander';
import { UserError } from '../app/user-error.ts';
import { GitHubError } from '../domain/github-error.ts';
import { EngineError } from '../engine/engine-error.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { Interrupted } from './interrupted.ts';

/** What a command that ended with an error says, and the exit status that it ends with. */
export interface ExplainedError {
  /** `null` where all is said already. */
  readonly text: string | null;
  readonly status: number;
}

/** Tells the mistakes of the person at the keyboard, what is out of reach, and our own bugs apart; only bugs show a stack. */
export function explainError(error: unknown): ExplainedError {
  if (error instanceof Interrupted) return { text: null, status: EXIT_STATUS.interrupted };
  if (error instanceof CommanderError) {
    return { text: null, status: error.exitCode === 0 ? EXIT_STATUS.done : EXIT_STATUS.badInput };
  }
  if (error instanceof UserError) return { text: error.message, status: EXIT_STATUS.badInput };
  if (error instanceof EngineError) return { text: error.message, status: EXIT_STATUS.unreachable };
  if (error instanceof GitHubError) return { text: error.message, status: EXIT_STATUS.unreachable };
  const whole = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `Internal error, please report:\n${whole}`, status: EXIT_STATUS.bug };
}
