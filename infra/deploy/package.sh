#!/usr/bin/env bash
# Builds every function as AWS takes it: target/package/<function>.zip.
#   package.sh arm64|x86-64
set -euo pipefail
source "$(dirname "$0")/tools.sh"

arch="${1:-arm64}"
case "$arch" in
  arm64) target=aarch64-unknown-linux-gnu ;;
  x86-64) target=x86_64-unknown-linux-gnu ;;
  *) fail "ARCH is arm64 or x86-64, not $arch" ;;
esac
if command -v rustup >/dev/null && ! rustup target list --installed | grep -qx "$target"; then
  fail "Rust cannot build for $arch yet: rustup target add $target"
fi
install_tools

functions=(intake organise illustrate validate moderate subscribe compose newsletter desk relay send feedback publish snapshot typeset purge)
packages=()
for function in "${functions[@]}"; do packages+=(--package "$function"); done

cd "$root"
cargo lambda build --release "--$arch" --output-format zip "${packages[@]}"
rm -rf target/package
mkdir -p target/package
for function in "${functions[@]}"; do
  cp "target/lambda/$function/bootstrap.zip" "target/package/$function.zip"
done
echo "$arch" > target/package/architecture
ls -l target/package/*.zip
