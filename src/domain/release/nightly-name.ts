/** The name of a nightly, which is its tag: `nightly-20261121-3f2a91c`. */
export interface NightlyName {
  /** `YYYYMMDD`, in UTC. */
  readonly date: string;
  /** The first 7 hexadecimal digits of the digest of its lock. */
  readonly digest: string;
}

const NIGHTLY = /^nightly-(\d{8})-([0-9a-f]{7})$/;

/**
 * Names a nightly, so that the same inputs have the same name on one day, and others another.
 * @param date `YYYYMMDD`, in UTC
 * @param lockDigest hexadecimal, 7 digits or more
 */
export function nightlyName(date: string, lockDigest: string): string {
  return `nightly-${date}-${lockDigest.slice(0, 7)}`;
}

/** Reads the name of a nightly; `null` for any other text, such as a rolling `nightly`. */
export function parseNightlyName(text: string): NightlyName | null {
  const [, date, digest] = NIGHTLY.exec(text) ?? [];
  return date === undefined || digest === undefined ? null : { date, digest };
}
