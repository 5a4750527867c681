# Tells which file of the repository says the version, where nobody else does.
set -euo pipefail

[ -z "$TOOLCHAIN" ] || exit 0
case "$LANGUAGE" in
  node) candidates='.nvmrc .node-version package.json' ;;
  go) candidates='go.work go.mod' ;;
  *) exit 0 ;;
esac
for name in $candidates; do
  # A package.json need not say it, and then the runner's own Node is taken.
  if [ -f "source/$name" ] && { [ "$name" != package.json ] || grep -q '"node"' "source/$name"; }; then
    echo "file=source/$name" >>"$GITHUB_OUTPUT"
    exit 0
  fi
done
