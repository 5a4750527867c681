import type { CheckPolicy } from './release-target.ts';
import { assertNever } from '../exhaustive.ts';
import type { ReleaseFile } from './release-file.ts';

/** What one sort of check found, and what the chain says becomes of that. */
export interface CheckFinding {
  readonly policy: CheckPolicy;
  /** In words. */
  readonly problems: readonly string[];
}

/** What stops a release, and what is told with it. */
export interface SettledChecks {
  readonly fatal: readonly string[];
  readonly warnings: readonly string[];
}

/** Sorts what was found by what becomes of it. */
export function settleChecks(findings: readonly CheckFinding[]): SettledChecks {
  const fatal: string[] = [];
  const warnings: string[] = [];
  for (const { policy, problems } of findings) {
    switch (policy) {
      case 'fail':
        fatal.push(...problems);
        break;
      case 'warn':
        warnings.push(...problems);
        break;
      case 'off':
        break;
      default:
        assertNever(policy);
    }
  }
  return { fatal, warnings };
}

/** The files with nothing in them, in words. No policy lets one pass: nobody means to publish one. */
export function emptyFiles(files: readonly ReleaseFile[]): readonly string[] {
  return files
    .filter(({ size }) => size === 0)
    .map(({ name }) => `${name} is empty (0 bytes); look into the actions run that made it`);
}
