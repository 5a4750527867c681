/** Lines of shell, each as a whole: what stands behind a known command, or beside it, may do anything. */
const LINES: readonly (readonly [RegExp, string])[] = [
  [/^rustup (?:show(?: active-toolchain)?|update(?: stable)?)$/, 'the action setup'],
  [/^rustup (?:default|toolchain install) [\w.-]+(?: --profile minimal)?$/, 'the action setup'],
  [/^rustup component add(?: (?:clippy|rustfmt))+$/, 'the action setup'],
  [/^rustup target add(?: [\w.-]+)+$/, 'the action setup'],
  [/^cargo test(?: --(?:workspace|all|locked))*$/, 'the check test'],
  [/^cargo clippy(?: --(?:workspace|all|all-targets|locked))*(?: -- (?:--deny|-D) warnings)?$/, 'the check clippy'],
  [/^cargo fmt(?: --all)?(?: --)? --check(?: --all)?$/, 'the check fmt'],
  [/^cargo doc(?: --(?:workspace|all|no-deps|locked))*$/, 'the check docs'],
  [/^cargo audit(?: --deny warnings)?$/, 'the check audit'],
  [
    /^cargo install(?: --locked)? cargo-audit(?: --locked)?(?: --version [\w.=^~-]+)?(?: --locked)?$/,
    'the check audit',
  ],
  [/^cargo build(?: --(?:workspace|all|locked|release))*$/, 'build.yml'],
  [/^cargo package(?: --(?:locked|no-verify))*$/, 'build.yml'],
  [/^npm (?:ci|install)(?: --no-(?:audit|fund))*$/, 'every generated job of Node'],
  [/^npm (?:run )?test$/, 'the check test'],
  [/^npm run lint$/, 'the check lint'],
  [/^npm run build(?: --if-present)?$/, 'the check build, and build.yml'],
  [/^npm audit --audit-level=(?:high|critical)$/, 'the check audit'],
  [/^npm pack$/, 'build.yml'],
  [/^go test(?: \.\/\.\.\.)?$/, 'the check test'],
  [/^go vet(?: \.\/\.\.\.)?$/, 'the check vet'],
  [/^(?:gofmt -l \.|test -z "\$\(gofmt -l \.\)")$/, 'the check fmt'],
  [/^(?:govulncheck|go run golang\.org\/x\/vuln\/cmd\/govulncheck@[\w.-]+) \.\/\.\.\.$/, 'the check audit'],
  [/^go install golang\.org\/x\/vuln\/cmd\/govulncheck@[\w.-]+$/, 'the check audit'],
  [/^go build(?: \.\/\.\.\.)?$/, 'build.yml'],
  [/^sha256sum [^-;&|<>`\s][^;&|<>`]*(?:> ?[\w./-]+)?$/, 'the action pack'],
];

/** What does the same as a line of shell; `null` where nothing generated does, or the line does more than that. */
export function coverageOfLine(line: string): string | null {
  return LINES.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}
