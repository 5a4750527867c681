/** The mark with which the API vouches for a caller; whoever shares its secret knows it from a forged one. */
export interface Seal {
  /** The mark of a text. */
  readonly of: (text: string) => string;
  /** Whether that is the mark of the text, compared in constant time. */
  readonly fits: (text: string, mark: string) => boolean;
}
