/** There was no room for a file while it was written; nothing of it is kept. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull' as const;

  /** `arrived`: bytes of it that had come by then; the last of them were not written any more. */
  constructor(folder: string, arrived: number, cause: unknown) {
    super(
      `The disk is full: of a file ${arrived} bytes had come when there was no more room in ${folder}. Nothing of it is kept. Make room there, or give the worker another folder, and try again.`,
      { cause },
    );
  }
}

/** Whether the file system, or a quota on it, has no room left. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
