// SPDX-License-Identifier: Apache-2.0

//! Compiles the runtime to WebAssembly beside the native build.

fn main() {
	#[cfg(feature = "std")]
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}
