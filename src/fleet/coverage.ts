/** Events that generated files answer. */
const EVENTS: Readonly<Record<string, string>> = {
  push: 'ci.yml',
  pull_request: 'ci.yml',
  workflow_dispatch: 'build.yml and ci.yml',
  repository_dispatch: 'build.yml',
  release: 'build.yml',
};

/** What a step does, by how it begins or which action it is, and which generated part does the same. */
const STEPS: readonly (readonly [RegExp, string])[] = [
  [/^actions\/checkout@/, 'every generated job'],
  [/^actions\/(?:upload-artifact)@/, 'the action upload'],
  [/^(?:actions\/cache(?:\/\w+)?|Swatinem\/rust-cache)@/, 'cache-restore and cache-save'],
  [/^(?:actions\/setup-(?:node|go)|dtolnay\/rust-toolchain|actions-rs\/toolchain)@/, 'the action setup'],
  [/\/(?:runner-cargo-cache)@/, 'cache-restore and cache-save'],
  [/\/(?:runner-disk-guard)@/, 'disk-guard'],
  [/\/(?:install-rust-toolchain)@/, 'the action setup'],
  [/^rustup\b/, 'the action setup'],
  [/^cargo test\b/, 'the check test'],
  [/^cargo clippy\b/, 'the check clippy'],
  [/^cargo fmt\b/, 'the check fmt'],
  [/^cargo doc\b/, 'the check docs'],
  [/^cargo (?:audit|install .*cargo-audit)\b/, 'the check audit'],
  [/^cargo (?:build|package)\b/, 'build.yml'],
  [/^npm (?:ci|install)\b/, 'every generated job of Node'],
  [/^npm (?:test|run test)\b/, 'the check test'],
  [/^npm run lint\b/, 'the check lint'],
  [/^npm run build\b/, 'the check build, and build.yml'],
  [/^npm audit\b/, 'the check audit'],
  [/^npm pack\b/, 'build.yml'],
  [/^go test\b/, 'the check test'],
  [/^go vet\b/, 'the check vet'],
  [/^gofmt\b/, 'the check fmt'],
  [/^(?:govulncheck|go run .*govulncheck)\b/, 'the check audit'],
  [/^go build\b/, 'build.yml'],
  [/^sha256sum\b/, 'the action pack'],
];

/** What answers an event; `null` where nothing generated does. */
export function coverageOfEvent(event: string): string | null {
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event] ?? null) : null;
}

/** What does the same as an action or a line of shell; `null` where nothing generated does, or the line does more than that. */
export function coverageOfStep(step: string): string | null {
  // What follows a command in the same line may be anything.
  if (/[;&|]/.test(step)) return null;
  return STEPS.find(([pattern]) => pattern.test(step))?.[1] ?? null;
}
