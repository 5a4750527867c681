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

const oneOfThose = /^must be equal to one of the allowed values$/;

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
    direction: 'response',
    operation: /^apps\/list-installations$/,
    field: /^\/\d+\/account$/,
    message: /^must (have required property '(name|slug|created_at|updated_at)'|be null|match a schema in anyOf)$/,
    reason: 'In this list an account is described as a user and an enterprise at once; for single ones as either.',
  },
  {
    direction: 'webhook',
    operation: /^workflow-run-in-progress$/,
    field: /^\/workflow_run\/display_title$/,
    message: /^is not described$/,
    reason: 'Described, and required, for requested and completed: it is the same object for all three.',
  },
  {
    direction: 'response',
    operation: /^repos\//,
    field: /(^|\/)state$/,
    message: oneOfThose,
    reason:
      'An upload that broke off leaves an asset in state starter: GitHub documents that, and describes uploaded and open.',
  },
  {
    direction: 'webhook',
    operation: /^release-/,
    field: /^\/release\/assets\/\d+\/state$/,
    message: /^must be equal to (constant|one of the allowed values)$/,
    reason: 'The same starter assets, in a release that was published with one.',
  },
  {
    direction: 'response',
    operation: /^repos\/create-or-update-file-contents$/,
    field: /^$/,
    message: /^must match exactly one schema in oneOf$/,
    reason: 'A 409 is described as either of two errors, and every plain one is both.',
  },
  {
    direction: 'response',
    operation: /^actions\/(list-jobs|get-job)-for-workflow-run/,
    field: /(^|\/)conclusion$/,
    message: oneOfThose,
    reason: 'A scenario may say a word that GitHub has not yet: clients must bear conclusions that they do not know.',
  },
  {
    direction: 'webhook',
    operation: /^workflow-(job|run)-completed$/,
    field: /^\/workflow_(job|run)\/conclusion$/,
    message: oneOfThose,
    reason: 'The same unknown words, told as they happen.',
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
