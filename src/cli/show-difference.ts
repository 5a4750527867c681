import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { UserError } from '../app/user-error.ts';
import { printLines } from './output.ts';

const NOTHING = '/dev/null';

/**
 * Shows how a file differs from what it is to hold, `null` for not being there. Git knows how, with colours where there is a
 * terminal. Throws a UserError where git can't be started.
 */
export function showDifference(file: string, wanted: string | null): void {
  printLines([file]);
  const found = existsSync(file) ? file : NOTHING;
  const words = ['diff', '--no-index', '--no-ext-diff', '--', found, wanted === null ? NOTHING : '-'];
  const { error } = spawnSync('git', words, { input: wanted ?? '', stdio: ['pipe', 'inherit', 'inherit'] });
  if (error !== undefined) {
    throw new UserError(
      `git could not be started (${error.message}); it shows what differs, so install it, or use fleet check.`,
    );
  }
}
