/** What the bare engine's builds do. */
export interface BareActivities {
  /** Starts the build of that alias for the workflow of that id, and returns at once. */
  dispatch(workflowId: string, alias: string): Promise<void>;
}
