# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Sourced by the other scripts: where things are built, and by which Rust.

# Outside of the clone, so that a machine stays warm between clones.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/openledger/target}"
# Compiled runtimes, for all the nodes that tests start.
export OPENLEDGER_WASM_CACHE="${OPENLEDGER_WASM_CACHE:-$CARGO_TARGET_DIR/wasm-cache}"
# Changing either of these rebuilds every crate.
unset RUSTC RUSTC_BOOTSTRAP

openledger_rust() {
	local version sysroot
	version=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
	if command -v rustup >/dev/null; then
		sysroot=$(rustup run "$version" rustc --print sysroot 2>/dev/null) || sysroot=
		if [ -n "$sysroot" ] && [ -d "$sysroot/lib/rustlib/wasm32v1-none/lib" ]; then
			return
		fi
	fi
	# Debian's Rust: one toolchain for everything, never a mixture.
	if [ -d /usr/lib/rustlib/wasm32v1-none/lib ]; then
		export PATH="/usr/bin:$PATH"
		unset RUSTUP_TOOLCHAIN
	fi
}
openledger_rust
