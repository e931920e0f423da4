// SPDX-License-Identifier: Apache-2.0

//! Blocks of the wasm runtime over the state of a scene.

#![allow(dead_code)]

use crate::scene::{clock, digest};
use anyhow::{anyhow, ensure, Context, Result};
use codec::{Decode, Encode};
use frame_support::traits::OnFinalize;
use openledger_node_ahead::Ahead;
use openledger_primitives_fetch::worker_fetch;
use openledger_runtime::*;
use openledger_runtime_host::recovered;
use sc_executor::WasmExecutor;
use sp_core::{
	traits::{CallContext, CodeExecutor, Externalities, RuntimeCode, WrappedRuntimeCode},
	Blake2Hasher,
};
use sp_externalities::Extensions;
use sp_io::TestExternalities;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	ApplyExtrinsicResult,
};
use sp_state_machine::{Ext, TrieBackendBuilder};
use sp_trie::cache::{CacheSize, SharedTrieCache};
use std::{
	fs,
	path::Path,
	time::{Duration, Instant},
};

/// The node's.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// The node's default.
const TRIE_CACHE_BYTES: usize = 1024 * 1024 * 1024;

type Functions = (
	sp_io::SubstrateHostFunctions,
	worker_fetch::HostFunctions,
	openledger_evm_host::HostFunctions,
	openledger_runtime_host::HostFunctions,
);

/// The wasm runtime, compiled once.
pub struct Executor {
	inner: WasmExecutor<Functions>,
	wasm: Vec<u8>,
	hash: Vec<u8>,
	ahead: Ahead,
}

/// A block that can be executed again and again on the state before it.
pub struct Built {
	block: Vec<u8>,
	/// Extrinsics without the clock's.
	pub extrinsics: usize,
	/// Those whose call failed.
	pub failed: usize,
	/// SCALE bytes of the block.
	pub bytes: usize,
	/// Gas that its Ethereum transactions used.
	pub gas_used: u64,
	/// Time that its weight stands for.
	pub declared: Duration,
}

/// The state after the scene's block, on which the next can be executed. The scene itself can go on.
pub fn sealed(chain: &mut TestExternalities) -> TestExternalities {
	let mut sealed = copy(chain);
	sealed.execute_with(|| {
		AllPalletsWithSystem::on_finalize(System::block_number());
		let _ = System::finalize();
	});
	sealed.commit_all().expect("the overlay has no open transaction; qed");
	sealed
}

/// A copy of the state with all that was written.
fn copy(chain: &mut TestExternalities) -> TestExternalities {
	chain.commit_all().expect("the overlay has no open transaction; qed");
	let mut copy = TestExternalities::new_empty();
	copy.backend = chain.backend.clone();
	copy
}

/// Keeps what an extrinsic did.
fn commit(chain: &mut TestExternalities) -> Result<()> {
	chain.ext().storage_commit_transaction().map_err(|()| anyhow!("no open transaction"))
}

/// Forgets what an extrinsic did that does not fit.
fn rollback(chain: &mut TestExternalities) -> Result<()> {
	chain.ext().storage_rollback_transaction().map_err(|()| anyhow!("no open transaction"))
}

impl Executor {
	/// The runtime in a file, or the one that this program was built with.
	///
	/// # Errors
	/// There is none, or the file cannot be read.
	pub fn of(wasm: Option<&Path>) -> Result<Self> {
		let wasm = match wasm {
			Some(path) => fs::read(path).with_context(|| path.display().to_string())?,
			None => WASM_BINARY.context("built with SKIP_WASM_BUILD: give --wasm")?.to_vec(),
		};
		Ok(Self::new(wasm))
	}

	/// Compiles nothing yet: the first call does.
	pub fn new(wasm: Vec<u8>) -> Self {
		let hash = sp_io::hashing::blake2_256(&wasm).to_vec();
		let inner = WasmExecutor::<Functions>::builder().build();
		Self { inner, wasm, hash, ahead: Ahead::new() }
	}

	/// Size of the runtime.
	pub fn blob_bytes(&self) -> usize {
		self.wasm.len()
	}

	fn call(&self, chain: &mut TestExternalities, method: &str, data: &[u8]) -> Result<Vec<u8>> {
		self.call_on(&mut chain.ext(), method, data)
	}

	fn call_on(&self, ext: &mut dyn Externalities, method: &str, data: &[u8]) -> Result<Vec<u8>> {
		let code = WrappedRuntimeCode(self.wasm.as_slice().into());
		let hash = self.hash.clone();
		let code = RuntimeCode { code_fetcher: &code, heap_pages: None, hash };
		let context = CallContext::Onchain { import: true };
		let (result, _) = self.inner.call(ext, &code, method, data, context);
		result.map_err(|error| anyhow!("{method}: {error}"))
	}

	/// Authors a block of `extrinsics` on a sealed state; every one must succeed and fit. The state stays
	/// as it was.
	pub fn build(
		&self,
		chain: &mut TestExternalities,
		extrinsics: Vec<UncheckedExtrinsic>,
	) -> Result<Built> {
		let count = extrinsics.len();
		let built = self.fill(chain, extrinsics)?;
		ensure!(built.failed == 0, "{} of {count} extrinsics failed", built.failed);
		ensure!(built.extrinsics == count, "only {} of {count} fit the block", built.extrinsics);
		Ok(built)
	}

	/// Authors a block of `extrinsics` until the next does not fit. Their calls may fail.
	pub fn fill(
		&self,
		chain: &mut TestExternalities,
		extrinsics: Vec<UncheckedExtrinsic>,
	) -> Result<Built> {
		let number = chain.execute_with(System::block_number) + 1;
		let parent = sp_io::hashing::blake2_256(&(number - 1).encode()).into();
		let header = Header {
			parent_hash: parent,
			number,
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: digest(number),
		};
		let clock = UncheckedExtrinsic::new_bare(clock(number));
		self.on_copy(chain, |chain| {
			self.call(chain, "Core_initialize_block", &header.encode())?;
			let (mut included, mut failed) = (Vec::new(), 0);
			for extrinsic in core::iter::once(clock).chain(extrinsics) {
				chain.ext().storage_start_transaction();
				let result =
					self.call(chain, "BlockBuilder_apply_extrinsic", &extrinsic.encode())?;
				match ApplyExtrinsicResult::decode(&mut &result[..])? {
					Ok(result) => {
						failed += usize::from(result.is_err());
						commit(chain)?;
					},
					Err(TransactionValidityError::Invalid(
						InvalidTransaction::ExhaustsResources,
					)) => {
						rollback(chain)?;
						break;
					},
					Err(error) => return Err(anyhow!("an extrinsic was refused: {error:?}")),
				}
				included.push(extrinsic);
			}
			let weight = chain.execute_with(|| System::block_weight().total());
			let header = self.call(chain, "BlockBuilder_finalize_block", &[])?;
			let header = Header::decode(&mut &header[..])?;
			let gas_used = chain.execute_with(pallet_ethereum::GasUsed::<Runtime>::get);
			let extrinsics = included.len() - 1;
			let block = Block { header, extrinsics: included }.encode();
			let bytes = block.len();
			let declared = Duration::from_nanos(weight.ref_time() / 1_000);
			Ok(Built { block, extrinsics, failed, bytes, gas_used, declared })
		})
	}

	/// Shortest time of importing the block: execution with all checks and the state's root, while senders
	/// are recovered ahead as the node does, with the node's cache of the trie, which the first run fills as
	/// earlier blocks do in a node. What else the machine does can only make a run longer.
	pub fn import(
		&self,
		chain: &mut TestExternalities,
		built: &Built,
		runs: usize,
	) -> Result<Duration> {
		let mut shortest = Duration::MAX;
		let block = Block::decode(&mut &built.block[..])?;
		let encoded: Vec<_> = block.extrinsics.iter().map(Encode::encode).collect();
		chain.commit_all().expect("the overlay has no open transaction; qed");
		let cache = SharedTrieCache::<Blake2Hasher>::new(CacheSize::new(TRIE_CACHE_BYTES), None);
		for _ in 0..runs.max(1) {
			let backend = TrieBackendBuilder::wrap(&chain.backend)
				.with_cache(cache.local_cache_trusted())
				.build();
			let (mut overlay, mut extensions) = (Default::default(), Extensions::new());
			let mut ext = Ext::new(&mut overlay, &backend, Some(&mut extensions));
			// As if this node had not seen the transactions before.
			recovered::forget();
			let start = Instant::now();
			self.ahead.begin(encoded.clone());
			self.call_on(&mut ext, "Core_execute_block", &built.block)?;
			shortest = shortest.min(start.elapsed());
		}
		Ok(shortest)
	}

	/// Runs on the state and forgets what was written.
	fn on_copy<R>(
		&self,
		chain: &mut TestExternalities,
		run: impl FnOnce(&mut TestExternalities) -> Result<R>,
	) -> Result<R> {
		let mut copy = copy(chain);
		run(&mut copy)
	}
}
