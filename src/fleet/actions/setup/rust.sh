# Brings a toolchain of Rust where the runner lacks it, and makes it the one of all later steps.
set -euo pipefail

if [ -n "$TOOLCHAIN" ]; then
  rustup run "$TOOLCHAIN" rustc --version || rustup toolchain install "$TOOLCHAIN" --profile minimal
  export RUSTUP_TOOLCHAIN="$TOOLCHAIN"
  echo "RUSTUP_TOOLCHAIN=$TOOLCHAIN" >>"$GITHUB_ENV"
else
  rustup show active-toolchain || rustup toolchain install
fi
cargo clippy --version || rustup component add clippy
cargo fmt --version || rustup component add rustfmt
[ -z "$TARGET" ] || rustup target list --installed | grep -qx "$TARGET" || rustup target add "$TARGET"
