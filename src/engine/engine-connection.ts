import { type Connection, isGrpcServiceError } from '@temporalio/client';

/** What the checks of an engine need of a connection; a client's and a worker's both have it. */
export type EngineConnection = Pick<Connection, 'workflowService' | 'operatorService'>;

// The gRPC status codes that are told apart here (https://grpc.io/docs/guides/status-codes/).
const GRPC_STATUS = { invalidArgument: 3, notFound: 5, alreadyExists: 6 } as const;

/** Whether Temporal answered a request with this gRPC status. */
export function hasGrpcStatus(error: unknown, status: keyof typeof GRPC_STATUS): boolean {
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === GRPC_STATUS[status];
}
