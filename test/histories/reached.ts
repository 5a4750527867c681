import { placeOf, readStored, type StoredEvent, storedFiles } from './stored.ts';

/** What a stored history has of a workflow's code, by the names that the code gives. */
export interface Reached {
  /** Folder of the recording. */
  readonly recording: string;
  readonly journey: string;
  readonly workflowType: string;
  readonly patches: readonly string[];
  readonly signals: readonly string[];
  readonly updates: readonly string[];
  /** Those of activities, local ones too. */
  readonly activities: readonly string[];
}

/** What each of the stored histories has. */
export async function allReached(): Promise<readonly Reached[]> {
  const files = await storedFiles();
  return Promise.all(
    files.map(async (file) => ({ ...placeOf(file), ...reachedBy((await readStored(file)).history.events) })),
  );
}

function reachedBy(events: readonly StoredEvent[]): Omit<Reached, 'recording' | 'journey'> {
  const present = (name: (event: StoredEvent) => string | undefined) =>
    events.map(name).filter((found) => found !== undefined);
  return {
    workflowType: events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name ?? '',
    patches: present(patchIn),
    signals: present((event) => event.workflowExecutionSignaledEventAttributes?.signalName),
    updates: present((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest.input.name),
    activities: [
      ...present((event) => event.activityTaskScheduledEventAttributes?.activityType.name),
      ...present(localActivityIn),
    ],
  };
}

function patchIn(event: StoredEvent): string | undefined {
  const content = markerContent(event, 'core_patch', 'patch-data') as { readonly id: string } | undefined;
  return content?.id;
}

function localActivityIn(event: StoredEvent): string | undefined {
  const content = markerContent(event, 'core_local_activity', 'data') as { readonly activity_type: string } | undefined;
  return content?.activity_type;
}

/** What Temporal's core wrote into a marker of that name. */
function markerContent({ markerRecordedEventAttributes: marker }: StoredEvent, name: string, part: string): unknown {
  const data = marker?.markerName === name ? marker.details[part]?.payloads[0]?.data : undefined;
  return data === undefined ? undefined : JSON.parse(Buffer.from(data, 'base64').toString());
}
