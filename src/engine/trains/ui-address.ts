/** The page of a train, or of one of its builds, in Temporal's web UI; slashes and all in a workflow id are escaped. */
export function uiAddress(base: string, namespace: string, workflowId: string): string {
  return `${base}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
