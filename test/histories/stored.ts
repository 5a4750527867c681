import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** A history as `record.ts` keeps it, in `<date, and what is particular>/<journey>/`. */
export interface Stored {
  readonly workflowId: string;
  readonly history: { readonly events: readonly StoredEvent[] };
}

/** Of an event what tells which parts of a workflow's code were reached. */
export interface StoredEvent {
  readonly workflowExecutionStartedEventAttributes?: { readonly workflowType: Named };
  readonly workflowExecutionSignaledEventAttributes?: { readonly signalName: string };
  readonly workflowExecutionUpdateAcceptedEventAttributes?: {
    readonly acceptedRequest: { readonly input: Named };
  };
  readonly activityTaskScheduledEventAttributes?: { readonly activityType: Named };
  readonly markerRecordedEventAttributes?: {
    readonly markerName: string;
    readonly details: Readonly<Record<string, { readonly payloads: readonly { readonly data: string }[] }>>;
  };
}

interface Named {
  readonly name: string;
}

/** The files with all histories that are kept, from the folder of histories. */
export async function storedFiles(): Promise<readonly string[]> {
  const files = await readdir(FOLDER, { recursive: true });
  return files.filter((file) => file.endsWith('.json')).sort();
}

/** The folder of a recording, and the journey whose workflow left that file behind there. */
export function placeOf(file: string): { readonly recording: string; readonly journey: string } {
  const [recording = '', journey = ''] = file.split('/');
  return { recording, journey };
}

/** Reads one of those files. */
export async function readStored(file: string): Promise<Stored> {
  return JSON.parse(await readFile(join(FOLDER, file), 'utf8')) as Stored;
}
