#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Debian machine able to build and test: packages, the Rust toolchain, the wasm target, the
# test runner. Idempotent; does nothing where nothing is missing. Arguments are packages that the
# caller needs besides (`make network`: iproute2, faketime).
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# 1. Packages.
packages=(binaryen ca-certificates clang curl libclang-dev libssl-dev pkg-config protobuf-compiler xz-utils "$@")
missing=()
for package in "${packages[@]}"; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
	say "installing ${missing[*]}"
	as_root apt-get update -qq || true
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
fi

# 2. The wasm target. The ordinary way first: rustup.
if ! command -v npm >/dev/null; then
	say "installing nodejs and npm"
	as_root apt-get update -qq || true
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null
fi

version=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
has_target() {
	local sysroot
	sysroot=$("$@" --print sysroot 2>/dev/null) || return 1
	[ -n "$(find "$sysroot/lib/rustlib/wasm32v1-none/lib" -name 'libcore-*.rlib' 2>/dev/null)" ]
}
if command -v rustup >/dev/null; then
	if ! rustup run "$version" rustc --version >/dev/null 2>&1; then
		say "installing Rust $version"
		rustup toolchain install "$version" --profile minimal -c rustfmt -c clippy || true
	fi
	if ! has_target rustup run "$version" rustc; then
		say "adding wasm32v1-none to Rust $version"
		rustup target add wasm32v1-none --toolchain "$version" || true
	fi
	if has_target rustup run "$version" rustc; then
		say "Rust $version with wasm32v1-none is ready"
		exec scripts/setup-nextest.sh
	fi
fi

# 3. Without rustup's servers: Debian's Rust, the target's libraries built from its own sources.
say "rustup has no wasm32v1-none here: using Debian's Rust (scripts/env.sh puts it first)"
as_root apt-get update -qq || true
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	rustc-web cargo-web rust-web-src rust-web-llvm lld >/dev/null
if ! has_target /usr/bin/rustc; then
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	mkdir "$work/src"
	printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
	printf '#![no_std]\nextern crate alloc;\n' >"$work/src/lib.rs"
	# Without the bitcode the link-time optimisation of the runtime fails.
	(cd "$work" && env -u RUSTUP_TOOLCHAIN PATH=/usr/bin:"$PATH" RUSTC_BOOTSTRAP=1 \
		RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$work/target" \
		/usr/bin/cargo build --release -Z build-std=core,alloc,compiler_builtins --target wasm32v1-none)
	as_root mkdir -p /usr/lib/rustlib/wasm32v1-none/lib
	as_root cp "$work"/target/wasm32v1-none/release/deps/lib{core,alloc,compiler_builtins}-*.rlib \
		/usr/lib/rustlib/wasm32v1-none/lib/
fi
lld=/usr/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
if [ ! -e "$lld" ]; then
	own=$(find "${RUSTUP_HOME:-$HOME/.rustup}/toolchains" -name rust-lld -type f 2>/dev/null | head -n 1)
	as_root mkdir -p "$(dirname "$lld")"
	as_root ln -sf "${own:-$(command -v lld)}" "$lld"
fi
has_target /usr/bin/rustc
say "Debian's Rust with wasm32v1-none is ready"
exec scripts/setup-nextest.sh
