import { readFile } from 'node:fs/promises';

/** The resident memory of a process, mebibytes. */
export interface ProcessMemory {
  readonly resident: number;
  /** The most since the process runs its program: a look now and then would miss it. */
  readonly peak: number;
}

/** What Linux knows of a process (proc_pid_status(5)). Rejects on other systems. */
export async function memoryOf(pid: number): Promise<ProcessMemory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]);
  return { resident: kibibytes('VmRSS') / 1024, peak: kibibytes('VmHWM') / 1024 };
}
