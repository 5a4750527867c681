import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../app/user-error.ts';
import { EngineError } from '../../engine/engine-error.ts';
import type { TrainSummary } from '../../engine/trains/list-trains.ts';
import type { SeenTrain, Trains } from '../trains.ts';
import { type ApiAnswer, askApi, type RemoteApi } from './ask-api.ts';

/** The trains as an API shows them, and the person whom it knows by the token. */
export function trainsOverApi(remote: RemoteApi): Trains {
  return {
    async read(train) {
      const answer = await askApi(remote, { path: pathOf(train) });
      if (!answer.ok && answer.code === 'unknown-train') return null;
      return read(remote, Seen, accepted(remote, answer));
    },
    async list({ chain, limit }) {
      const query = new URLSearchParams({ limit: String(limit), ...(chain !== undefined && { chain }) });
      const answer = await askApi(remote, { path: `/trains?${query.toString()}` });
      return read(remote, Listed, accepted(remote, answer)).trains;
    },
    async start({ kind, input }) {
      // Who asks for it is whom the API knows by the token; what is undefined isn't sent.
      const answer = await askApi(remote, { path: '/trains', body: { kind, ...input, trigger: undefined } });
      return read(remote, Started, accepted(remote, answer));
    },
    async command(train, { type, input, updateId: key }) {
      const answer = await askApi(remote, {
        path: `${pathOf(train)}/commands`,
        body: { command: type, ...input },
        key,
      });
      if (answer.ok) return { type: 'done', message: read(remote, CarriedOut, answer.value).message };
      if (answer.code === 'unknown-train') return { type: 'unknown' };
      if (answer.code === 'train-over') return { type: 'over', why: answer.detail };
      if (answer.code === 'command-refused') return { type: 'refused', problems: answer.problems };
      throw refusalOf(remote, answer);
    },
    async vote(train, ballot) {
      const { type, ...signed } = ballot;
      const body = type === 'named' ? ballot.vote : signed;
      const answer = await askApi(remote, { path: `${pathOf(train)}/approvals`, body, key: randomUUID() });
      if (answer.ok) return { type: 'done', message: read(remote, CarriedOut, answer.value).message };
      if (answer.code === 'unknown-train') return { type: 'unknown' };
      if (answer.code === 'train-over') return { type: 'over', why: answer.detail };
      if (answer.code === 'vote-refused') return { type: 'refused', problems: [answer.detail] };
      throw refusalOf(remote, answer);
    },
  };
}

// The API itself checks what it sends; this tells an API from anything else that speaks JSON.
const Seen = z.custom<SeenTrain>((value) => z.looseObject({ execution: z.string() }).safeParse(value).success);
const Summary = z.custom<TrainSummary>((value) => z.looseObject({ train: z.string() }).safeParse(value).success);
const Listed = z.object({ trains: z.array(Summary) });
const Started = z.object({ train: z.string(), page: z.string().nullable() });
const CarriedOut = z.object({ message: z.string() });

function pathOf(train: string): string {
  return `/trains/${train.split('/').map(encodeURIComponent).join('/')}`;
}

function read<T>({ url }: RemoteApi, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new EngineError(
    `What ${url} answered is not what an API of this version of Cascade does: check which runs there.`,
  );
}

function accepted(remote: RemoteApi, answer: ApiAnswer): unknown {
  if (answer.ok) return answer.value;
  throw refusalOf(remote, answer);
}

function refusalOf({ url }: RemoteApi, { code, detail }: Extract<ApiAnswer, { ok: false }>): UserError {
  const advice = code === 'unauthenticated' ? ' Commands show what CASCADE_TOKEN has.' : '';
  return new UserError(`Cascade's API at ${url} refuses: ${detail}${advice}`);
}
