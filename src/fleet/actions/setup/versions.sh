# Tells what compiler or runtime say of themselves: a cache that was filled by another is of no use.
set -euo pipefail

case "$LANGUAGE" in
  rust) said="$(rustc -vV)" ;;
  node) said="node $(node --version) npm $(npm --version)" ;;
  go) said="$(go version)" ;;
esac
digest="$(printf '%s' "$said" | git hash-object --stdin)"
{
  echo "toolchain=$(printf '%s' "$said" | tr '\n' ' ')"
  echo "digest=$SYSTEM-${digest:0:16}"
} >>"$GITHUB_OUTPUT"
