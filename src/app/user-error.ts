/** Something that the person at the keyboard can mend. It is shown without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError' as const;
}
