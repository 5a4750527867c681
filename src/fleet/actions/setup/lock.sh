# Tells which lock file there is, and its digest. What is built must be the same tomorrow: without one, a build is refused.
set -euo pipefail

case "$LANGUAGE" in
  rust) lock=Cargo.lock ;;
  node) lock=package-lock.json ;;
  go) lock=go.sum ;;
esac

# A module without dependencies has no go.sum: then go.mod says all.
if [ "$LANGUAGE" = go ] && [ ! -f source/go.sum ] && ! grep -q '^require' source/go.mod; then lock=go.mod; fi

if [ ! -s "source/$lock" ]; then
  if [ "$LOCK" != resolved ] || [ "$LANGUAGE" != rust ]; then
    echo "::error::There is no $lock. Commit it: without it, nobody knows what was built, and the next build is another."
    exit 1
  fi
  echo "::notice::There is no $lock, so one is made of what resolves now."
  (cd source && cargo generate-lockfile)
fi

digest="$(git hash-object --no-filters "source/$lock")"
{
  echo "locks=source/$lock"
  echo "lock=$digest"
} >>"$GITHUB_OUTPUT"
