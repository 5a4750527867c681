import { setTimeout as delay } from 'node:timers/promises';
import {
  Client,
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { EngineError, sentenceOf } from './engine-error.ts';
import { addressOf, type EngineTarget } from './engine-settings.ts';

/** How long a worker keeps trying to connect: the pause doubles from the first to the longest (milliseconds). */
export interface ConnectPatience {
  attempts: number;
  firstPauseMs: number;
  longestPauseMs: number;
}

// Half a minute in all: a server that starts together with the worker is up by then.
const DEFAULT_PATIENCE: ConnectPatience = { attempts: 10, firstPauseMs: 250, longestPauseMs: 5_000 };

// A page of a long history passes 4 MiB, gRPC's own limit. The SDK means this one, too, but its name for the option lacks `grpc.`.
const LONGEST_ANSWER = { 'grpc.max_receive_message_length': 128 * 1024 * 1024 };

/** Connects a worker, trying again a bounded number of times, because the SDK gives up at once. Throws an EngineError that names the address. */
export async function connectWorkerEngine(
  target: EngineTarget,
  { patience = DEFAULT_PATIENCE, signal }: { patience?: ConnectPatience; signal?: AbortSignal } = {},
): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await NativeConnection.connect(target.connectionOptions);
    } catch (error) {
      if (attempt >= patience.attempts) throw new EngineError(unreachable(target, attempt, error), { cause: error });
      const pause = Math.min(patience.firstPauseMs * 2 ** (attempt - 1), patience.longestPauseMs);
      await delay(pause, undefined, signal === undefined ? {} : { signal });
    }
  }
}

/** A client that connects with its first request, so that an HTTP server can start before Temporal does. Close it with `client.connection.close()`. */
export function connectClientEngine(target: EngineTarget): Client {
  const { address, tls, metadata, apiKey } = target.connectionOptions;
  const options: ConnectionOptions = {
    ...(address === undefined ? {} : { address }),
    ...(tls === undefined ? {} : { tls }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
  const connection = Connection.lazy({
    ...options,
    channelArgs: LONGEST_ANSWER,
    interceptors: [retryWithinDeadline],
  });
  return new Client({ connection, namespace: target.namespace });
}

type Interceptor = ReturnType<typeof makeGrpcRetryInterceptor>;
type GrpcStatus = Parameters<ReturnType<typeof defaultGrpcRetryOptions>['delayFunction']>[1];

// A worker may have to read a history of megabytes first: ten seconds in all.
const UNTIL_IT_GOES_ON = { pause: 100, attempts: 100 };

/**
 * Repeats what Temporal did not answer, as the SDK does, but never later than the call's own deadline: the SDK pauses
 * for up to 5 s without looking at it, and fails the whole process where the connection is closed in that pause. A
 * workflow that goes on in a new execution takes no signal until then; the SDK takes that for a server that has too much
 * to do, and gives it seconds.
 */
const retryWithinDeadline: Interceptor = (options, nextCall) => {
  const usual = defaultGrpcRetryOptions();
  const deadline = options.deadline === undefined ? Infinity : Number(options.deadline);
  let pause = 0;
  const interceptor = makeGrpcRetryInterceptor({
    delayFunction: () => pause,
    retryableDecider: (attempt, status) => {
      const goesOn = goesOnInAnother(status);
      pause = goesOn ? UNTIL_IT_GOES_ON.pause : usual.delayFunction(attempt, status);
      const isWorthIt = goesOn ? attempt < UNTIL_IT_GOES_ON.attempts : usual.retryableDecider(attempt, status);
      return isWorthIt && Date.now() + pause < deadline;
    },
  });
  return interceptor(options, nextCall);
};

function goesOnInAnother({ details }: GrpcStatus): boolean {
  return details.includes('workflow is closing');
}

function unreachable(target: EngineTarget, attempts: number, error: unknown): string {
  return (
    `Temporal can't be reached at ${addressOf(target)} (${attempts} attempts): ${sentenceOf(error)}. ` +
    `Check that it runs there (\`temporal operator cluster health --address ${addressOf(target)}\`), that TEMPORAL_ADDRESS is its gRPC address ` +
    '(7233 by default, not the port of the page), and that TEMPORAL_TLS... and TEMPORAL_API_KEY are what it expects; ' +
    'without TEMPORAL_ADDRESS and profile, `cascade up` brings a server of its own.'
  );
}
