import { type Client, Connection, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { EngineError, sentenceOf } from '../engine-error.ts';

// The gRPC status codes after which another try, or a person, can help (https://grpc.io/docs/guides/status-codes/).
const GRPC_STATUS = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  permissionDenied: 7,
  resourceExhausted: 8,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/**
 * Does something with Temporal within so many milliseconds. Throws an EngineError that says what to check where Temporal
 * can't be reached or isn't prepared; other errors pass as they are.
 */
export async function withinDeadline<T>(client: Client, milliseconds: number, work: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + milliseconds, work);
  } catch (error) {
    const sentence = mendable(client, error);
    throw sentence === null ? error : new EngineError(sentence, { cause: error });
  }
}

function mendable(client: Client, error: unknown): string | null {
  if (error instanceof EngineError) return null;
  if (error instanceof NamespaceNotFoundError) {
    return `Temporal has no namespace ${error.namespace}: check TEMPORAL_NAMESPACE, or create it and start a worker once.`;
  }
  const refusal = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(refusal)) return null;
  const code: number = refusal.code;
  switch (code) {
    case GRPC_STATUS.invalidArgument:
      return /search attribute/i.test(refusal.details)
        ? `Temporal lacks Cascade's search attributes (${refusal.details}): a worker creates them when it starts; start one.`
        : null;
    case GRPC_STATUS.permissionDenied:
    case GRPC_STATUS.unauthenticated:
      return `Temporal refused the credentials (${refusal.details}): check TEMPORAL_API_KEY and TEMPORAL_TLS_....`;
    case GRPC_STATUS.deadlineExceeded:
    case GRPC_STATUS.resourceExhausted:
    case GRPC_STATUS.unavailable:
      return unreachable(client, sentenceOf(refusal));
    default:
      return null;
  }
}

function unreachable({ connection }: Client, reason: string): string {
  const where = connection instanceof Connection ? ` at ${connection.options.address}` : '';
  return `Temporal can't be reached${where} (${reason}): check that it runs there, and TEMPORAL_ADDRESS.`;
}
