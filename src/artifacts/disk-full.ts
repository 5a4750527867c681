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

/** There may be more room, but a worker may not use it for staging; nothing of the file is kept. */
export class StagingFull extends Error {
  override readonly name = 'StagingFull' as const;

  /** `bytes`: what the folder may hold. */
  constructor(folder: string, bytes: number) {
    super(
      `${folder} holds the ${bytes} bytes that it may: there is no room for a file of this release. Nothing of it is kept. It goes on by itself when other releases have ended; or let the folder hold more (CASCADE_STAGING_GIB) and start the worker again.`,
    );
  }
}

/** Whether the file system, or a quota on it, has no room left. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
