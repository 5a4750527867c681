import type { Violation } from './records.ts';

/** A contradiction to GitHub's description in which the description is wrong. */
interface KnownException {
  readonly direction: Violation['direction'];
  /** All operations unless given. */
  readonly operation?: RegExp;
  readonly field: RegExp;
  readonly message: RegExp;
  readonly reason: string;
}

const knownExceptions: readonly KnownException[] = [
  {
    direction: 'request',
    operation: /^actions\/list-workflow-runs(-for-repo)?$/,
    field: /^query\.created$/,
    message: /date-time/,
    reason: 'The filter takes search syntax such as >=2026-01-01; GitHub documents that and describes a plain time.',
  },
  {
    direction: 'response',
    field: /^\/status$/,
    message: /^is not described$/,
    reason: 'Every refusal carries its status in the body; validation-error does not name it.',
  },
  {
    direction: 'webhook',
    operation: /^workflow-run-in-progress$/,
    field: /^\/workflow_run\/display_title$/,
    message: /^is not described$/,
    reason: 'Described, and required, for requested and completed: it is the same object for all three.',
  },
];

/** Whether a contradiction is one of those that are known to be the description's own. */
export function explained(violation: Violation): boolean {
  return knownExceptions.some(
    ({ direction, operation, field, message }) =>
      direction === violation.direction &&
      (operation?.test(violation.operation) ?? true) &&
      field.test(violation.field) &&
      message.test(violation.message),
  );
}
