import { setTimeout as delay } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import proto from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.ts';
import { type EngineConnection, hasGrpcStatus } from './engine-connection.ts';
import { EngineError, sentenceOf } from './engine-error.ts';

const LOOK_EVERY_MS = 250;
const DEFAULT_PATIENCE_MS = 60_000;
const KEYWORD = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;

/**
 * Makes sure that a namespace has our search attributes, and waits until queries see them. A worker may poll only
 * after this: an unregistered one makes the workflow task that sets it fail and loop for ever. Throws an EngineError
 * that says what to type where we may not create them.
 */
export async function ensureSearchAttributes(
  connection: EngineConnection,
  namespace: string,
  { patienceMs = DEFAULT_PATIENCE_MS }: { patienceMs?: number } = {},
): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length === 0) return;
  await create(connection, namespace, missing);
  await untilKnown(connection, namespace, patienceMs);
}

/** A cluster's services learn of new attributes one after another, within some seconds. */
async function untilKnown(connection: EngineConnection, namespace: string, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const missing = await missingSearchAttributes(connection, namespace);
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new EngineError(notKnownYet(namespace, missing, patienceMs));
    await delay(LOOK_EVERY_MS);
  }
}

/**
 * The names of our search attributes that a namespace lacks. A query that names an unknown one is refused: everyone may
 * ask that, unlike the operator's list (Temporal Cloud has none). Throws an EngineError where even that can't be asked.
 */
export async function missingSearchAttributes(connection: EngineConnection, namespace: string): Promise<string[]> {
  const names = Object.values(SEARCH_ATTRIBUTES);
  const known = await Promise.all(names.map((name) => isKnown(connection, namespace, name)));
  return names.filter((_, index) => known[index] === false);
}

async function isKnown(connection: EngineConnection, namespace: string, name: string): Promise<boolean> {
  try {
    const query = `${name} = 'nothing has this value'`;
    await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1, query });
    return true;
  } catch (error) {
    if (hasGrpcStatus(error, 'invalidArgument')) return false;
    throw new EngineError(cannotAsk(namespace, error), { cause: error });
  }
}

async function create(connection: EngineConnection, namespace: string, names: string[]): Promise<void> {
  try {
    const searchAttributes = Object.fromEntries(names.map((name) => [name, KEYWORD]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    // Another worker that starts at the same time was quicker.
    if (hasGrpcStatus(error, 'alreadyExists')) return;
    throw new EngineError(cannotCreate(namespace, names, error), { cause: error });
  }
}

function cannotAsk(namespace: string, error: unknown): string {
  const missing = hasGrpcStatus(error, 'notFound');
  const advice = missing
    ? `Create it with \`temporal operator namespace create --namespace ${namespace} --retention 30d\`, or set TEMPORAL_NAMESPACE to one that exists.`
    : 'Check that TEMPORAL_NAMESPACE and the credentials (TEMPORAL_API_KEY, TEMPORAL_TLS_...) belong together.';
  return `Temporal can't be asked about namespace ${namespace}: ${grpcSentence(error)} ${advice}`;
}

function cannotCreate(namespace: string, names: string[], error: unknown): string {
  const flags = names.map((name) => `--name ${name} --type Keyword`).join(' ');
  return [
    `The search attributes ${names.join(', ')} are missing in Temporal's namespace ${namespace}, and creating them was refused: ${grpcSentence(error)}`,
    'Let someone who may do it type one of',
    `  temporal operator search-attribute create --namespace ${namespace} ${flags}`,
    `  tcld namespace search-attributes add --namespace ${namespace} ${names.map((name) => `--sa ${name}=Keyword`).join(' ')}   (Temporal Cloud)`,
    'and start again. SQL databases hold at most 10 attributes of type Keyword in a namespace.',
  ].join('\n');
}

function notKnownYet(namespace: string, names: string[], patienceMs: number): string {
  return (
    `Temporal accepted the search attributes ${names.join(', ')} of namespace ${namespace}, but does not know them ${patienceMs / 1000} s later. ` +
    `Check \`temporal operator search-attribute list --namespace ${namespace}\`, then start again.`
  );
}

function grpcSentence(error: unknown): string {
  const said = isGrpcServiceError(error) ? error.details : sentenceOf(error);
  return said.endsWith('.') ? said : `${said}.`;
}
