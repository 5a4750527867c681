/** What the generated actions workflows of a repository can do. */
export const FLEET_TASKS = ['ci', 'build', 'chain'] as const;

/** `ci`: the checks. `build`: what Cascade dispatches. `chain`: telling the chain that something changed. */
export type FleetTask = (typeof FLEET_TASKS)[number];

/** Events besides the two dispatches, which always build. */
export const FLEET_EVENTS = ['push', 'pull_request', 'release'] as const;
export type FleetEvent = (typeof FLEET_EVENTS)[number];

/** What each event starts. */
export type FleetEvents = Readonly<Record<FleetEvent, readonly FleetTask[]>>;

/**
 * What each event may start. A pull request holds code that nobody has agreed to yet: it is checked, and never reaches a
 * build that could be published, nor anything downstream. A push is built by the train that it starts.
 */
export const ALLOWED_TASKS: FleetEvents = {
  push: ['ci', 'chain'],
  pull_request: ['ci'],
  release: ['build'],
};
