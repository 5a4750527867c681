/** Thrown before a request leaves: whatever it says, GitHub has not heard of it. */
export class NotSent extends Error {
  override readonly name = 'NotSent' as const;
}

/** Thrown before a request leaves: it has to wait, and can be sent from then on (milliseconds since the epoch). */
export class HeldBack extends Error {
  override readonly name = 'HeldBack' as const;
  readonly until: number;

  constructor(message: string, until: number) {
    super(message);
    this.until = until;
  }
}

/** Thrown before a request leaves: the App has no token for it, by GitHub's answer to a question of ours. */
export class NoAccess extends Error {
  override readonly name = 'NoAccess' as const;
  readonly status: number;
  /** What to do about it. */
  readonly advice: string;

  constructor(message: string, status: number, advice: string) {
    super(message);
    this.status = status;
    this.advice = advice;
  }
}
