const { AbortSignal, fetch } = globalThis;
const { env } = process;

const repository = env['GITHUB_REPOSITORY'] ?? '';
const answer = await fetch(`${env['GITHUB_API_URL'] ?? 'https://api.github.com'}/repos/${repository}/dispatches`, {
  method: 'POST',
  headers: {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${env['INPUT_TOKEN'] ?? ''}`,
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    event_type: env['INPUT_EVENT-TYPE'],
    client_payload: {
      triggered_by: repository,
      source_ref: env['GITHUB_REF_NAME'],
      source_sha: env['GITHUB_SHA'],
    },
  }),
  signal: AbortSignal.timeout(30_000),
});
if (!answer.ok) {
  const why = (await answer.text()).slice(0, 500);
  console.log(`::error::GitHub refused the dispatch with status ${answer.status}: ${why}`);
  console.log('The job must have the permission contents: write.');
  process.exitCode = 1;
}
