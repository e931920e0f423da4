// SPDX-License-Identifier: Apache-2.0

//! What executes the runtime: wasm, and the same code natively where it only answers questions.

use super::HostFunctions;
use openledger_runtime::{apis::api, WASM_BINARY};
use sc_executor::{
	error::{Error, Result},
	with_externalities_safe, HeapAllocStrategy, RuntimeVersion, RuntimeVersionOf, WasmExecutor,
	DEFAULT_HEAP_ALLOC_STRATEGY,
};
use sc_service::config::ExecutorConfiguration;
use sp_core::traits::{CallContext, CodeExecutor, Externalities, ReadRuntimeVersion, RuntimeCode};
use sp_io::hashing::blake2_256;
use std::sync::LazyLock;

/// Questions that native code may answer: those of Ethereum's methods that read state or run a call
/// without effect. None takes an extrinsic or applies one.
const QUESTIONS: [&str; 13] = [
	"EthereumApi_chain_id",
	"EthereumApi_account",
	"EthereumApi_code",
	"EthereumApi_storage_at",
	"EthereumApi_base_fee",
	"EthereumApi_block_gas_limit",
	"EthereumApi_transaction_gas_limit",
	"EthereumApi_call",
	"EthereumApi_estimate_gas",
	"EthereumApi_create_access_list",
	"EthereumApi_simulate",
	"EthereumApi_trace_call",
	"EthereumApi_check_transaction",
];

/// Variable of the environment that names a directory for compiled runtimes. Without it the runtime is
/// compiled twice by every start, some seconds each. Code in there is executed as it is: whoever can write
/// to it can do what the node can.
pub const WASM_CACHE: &str = "OPENLEDGER_WASM_CACHE";

/// Stack that native code has at least, bytes. Frames of the EVM are on the heap; a call that the proxy
/// precompile decodes nests at most 64 deep.
const STACK_LEFT: usize = 12 * 1024 * 1024;
/// Stack of the node's threads, bytes: with it, native code needs none of its own.
pub const THREAD_STACK: usize = 16 * 1024 * 1024;

/// BLAKE2-256 of the wasm that was built together with the native code.
static OWN_CODE: LazyLock<Option<[u8; 32]>> = LazyLock::new(|| WASM_BINARY.map(blake2_256));

/// Executes the runtime in wasm, whatever it does to the chain: blocks, the pool, off-chain workers.
///
/// Where the chain's code is the wasm that this node was built with, [`QUESTIONS`] are answered by the
/// same code compiled natively, in a fraction of the time (`docs/adr/0009-native-reads.md`). After an
/// upgrade of the runtime, they are answered in wasm until the node is upgraded.
#[derive(Clone)]
pub struct Executor {
	wasm: WasmExecutor<HostFunctions>,
}

impl Executor {
	/// An executor around the one for wasm.
	pub fn new(wasm: WasmExecutor<HostFunctions>) -> Self {
		Self { wasm }
	}

	/// The executor that a configuration asks for: as `sc_service::new_wasm_executor` makes it, with
	/// compiled code in the directory that [`WASM_CACHE`] names.
	pub fn of(config: &ExecutorConfiguration) -> Self {
		let pages = config.default_heap_pages;
		let heap = pages.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| HeapAllocStrategy::Static {
			extra_pages: pages.try_into().unwrap_or(u32::MAX),
		});
		let builder = WasmExecutor::builder()
			.with_execution_method(config.wasm_method)
			.with_onchain_heap_alloc_strategy(heap)
			.with_offchain_heap_alloc_strategy(heap)
			.with_max_runtime_instances(config.max_runtime_instances)
			.with_runtime_cache_size(config.runtime_cache_size);
		let cache = std::env::var_os(WASM_CACHE).filter(|path| !path.is_empty());
		// wasmtime takes absolute paths only.
		let builder = match cache.and_then(|path| std::path::absolute(path).ok()) {
			Some(path) => builder.with_cache_path(path),
			None => builder,
		};
		Self::new(builder.build())
	}
}

/// Whether native code may answer.
fn is_question(code: &RuntimeCode, method: &str, context: CallContext) -> bool {
	context == CallContext::Offchain
		&& QUESTIONS.contains(&method)
		&& OWN_CODE.is_some_and(|own| code.hash == own)
}

/// Answers natively. A panic is an error, as a trap is in wasm.
fn answer(ext: &mut dyn Externalities, method: &str, data: &[u8]) -> Result<Vec<u8>> {
	let answer = with_externalities_safe(ext, || {
		stacker::maybe_grow(STACK_LEFT, THREAD_STACK, || api::dispatch(method, data))
	})?;
	answer.ok_or_else(|| Error::Other(format!("the runtime has no {method}")))
}

impl CodeExecutor for Executor {
	type Error = Error;

	fn call(
		&self,
		ext: &mut dyn Externalities,
		runtime_code: &RuntimeCode,
		method: &str,
		data: &[u8],
		context: CallContext,
	) -> (Result<Vec<u8>>, bool) {
		if is_question(runtime_code, method, context) {
			return (answer(ext, method, data), true);
		}
		self.wasm.call(ext, runtime_code, method, data, context)
	}
}

impl ReadRuntimeVersion for Executor {
	fn read_runtime_version(
		&self,
		wasm_code: &[u8],
		ext: &mut dyn Externalities,
	) -> std::result::Result<Vec<u8>, String> {
		self.wasm.read_runtime_version(wasm_code, ext)
	}
}

impl RuntimeVersionOf for Executor {
	fn runtime_version(
		&self,
		ext: &mut dyn Externalities,
		runtime_code: &RuntimeCode,
	) -> Result<RuntimeVersion> {
		self.wasm.runtime_version(ext, runtime_code)
	}
}

#[cfg(test)]
mod tests;
