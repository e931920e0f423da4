// SPDX-License-Identifier: Apache-2.0

//! A runtime in wasm over a state that counts what is read and written.

use anyhow::{anyhow, Context, Result};
use codec::{Decode, Encode};
use frame_benchmarking::{
	benchmarking, BenchmarkBatch, BenchmarkList, BenchmarkParameter, BenchmarkResult,
};
use openledger_primitives_fetch::worker_fetch;
use sc_client_db::BenchmarkingState;
use sc_executor::WasmExecutor;
use serde_json::{json, Value};
use sp_core::{
	offchain::{testing::TestOffchainExt, OffchainDbExt, OffchainWorkerExt},
	traits::{CallContext, CodeExecutor, ReadRuntimeVersionExt, RuntimeCode, WrappedRuntimeCode},
};
use sp_externalities::Extensions;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{BasicExternalities, StateMachine};
use sp_storage::Storage;

type Functions = (
	sp_io::SubstrateHostFunctions,
	benchmarking::HostFunctions,
	worker_fetch::HostFunctions,
	openledger_evm_host::HostFunctions,
	openledger_runtime_host::HostFunctions,
);
type State = BenchmarkingState<BlakeTwo256>;

/// Component values of one run.
pub type Components = Vec<(BenchmarkParameter, u32)>;

/// One benchmark.
pub struct Benchmark {
	/// Its name: a call or hook.
	pub name: String,
	/// Components with their least and greatest values.
	pub components: Vec<(BenchmarkParameter, u32, u32)>,
}

/// Benchmarks of one pallet.
pub struct List {
	/// Name of the pallet's crate.
	pub pallet: String,
	instance: String,
	/// Its benchmarks.
	pub benchmarks: Vec<Benchmark>,
}

/// The runtime and its states.
pub struct Machine {
	wasm: Vec<u8>,
	hash: Vec<u8>,
	executor: WasmExecutor<Functions>,
	/// Counts reads and writes.
	counting: State,
	/// Only runs, for the clock.
	plain: State,
}

fn text(bytes: Vec<u8>) -> Result<String> {
	String::from_utf8(bytes).context("a name in the runtime is no UTF-8")
}

/// Puts the fields of `patch` over `base`.
fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		},
		(base, patch) => *base = patch,
	}
}

impl Machine {
	/// Starts at the genesis of a preset.
	pub fn start(wasm: Vec<u8>, preset: &str) -> Result<Self> {
		let executor = WasmExecutor::<Functions>::builder().with_max_runtime_instances(2).build();
		let hash = sp_io::hashing::blake2_256(&wasm).to_vec();
		let code = WrappedRuntimeCode(wasm.as_slice().into());
		let genesis = {
			let code = RuntimeCode { code_fetcher: &code, heap_pages: None, hash: hash.clone() };
			genesis(&executor, &code, preset)?
		};
		let state = |counting: bool| {
			State::new(genesis.clone(), None, false, counting).map_err(|error| anyhow!(error))
		};
		let (counting, plain) = (state(true)?, state(false)?);
		Ok(Self { wasm, hash, executor, counting, plain })
	}

	/// All benchmarks that weights are made of.
	pub fn benchmarks(&self) -> Result<Vec<List>> {
		// The storage's description follows the lists; it is not needed.
		let encoded = self.execute(&self.plain, "Benchmark_benchmark_metadata", &false.encode())?;
		let lists = Vec::<BenchmarkList>::decode(&mut &encoded[..])?;
		lists
			.into_iter()
			.map(|list| {
				let benchmarks = list.benchmarks.into_iter().map(|found| {
					Ok(Benchmark { name: text(found.name)?, components: found.components })
				});
				Ok(List {
					pallet: text(list.pallet)?,
					instance: text(list.instance)?,
					benchmarks: benchmarks.collect::<Result<_>>()?,
				})
			})
			.collect()
	}

	/// Runs a benchmark `repeat` times, counting reads and writes or for the clock.
	pub fn run(
		&self,
		list: &List,
		benchmark: &Benchmark,
		components: &Components,
		purpose: Purpose,
	) -> Result<Vec<BenchmarkResult>> {
		let (state, verify, repeat) = match purpose {
			Purpose::Verify => (&self.plain, true, 1),
			Purpose::Count => (&self.counting, false, 1),
			Purpose::Time(repeat) => (&self.plain, false, repeat),
		};
		let config = (
			list.pallet.as_bytes(),
			list.instance.as_bytes(),
			benchmark.name.as_bytes(),
			components,
			verify,
			repeat,
		);
		let encoded = self.execute(state, "Benchmark_dispatch_benchmark", &config.encode())?;
		let batches = Result::<Vec<BenchmarkBatch>, String>::decode(&mut &encoded[..])?;
		let batches = batches.map_err(|error| anyhow!(error))?;
		Ok(batches.into_iter().flat_map(|batch| batch.results).collect())
	}

	fn execute(&self, state: &State, method: &str, data: &[u8]) -> Result<Vec<u8>> {
		let code = WrappedRuntimeCode(self.wasm.as_slice().into());
		let hash = self.hash.clone();
		let code = RuntimeCode { code_fetcher: &code, heap_pages: None, hash };
		let mut extensions = Extensions::default();
		let (offchain, _) = TestOffchainExt::new();
		extensions.register(KeystoreExt::new(MemoryKeystore::new()));
		extensions.register(ReadRuntimeVersionExt::new(self.executor.clone()));
		extensions.register(OffchainWorkerExt::new(offchain.clone()));
		extensions.register(OffchainDbExt::new(offchain));
		let mut overlay = Default::default();
		let result = StateMachine::new(
			state,
			&mut overlay,
			&self.executor,
			method,
			data,
			&mut extensions,
			&code,
			CallContext::Offchain,
		)
		.execute();
		result.map_err(|error| anyhow!("{method}: {error}"))
	}
}

/// What a run is for.
#[derive(Clone, Copy)]
pub enum Purpose {
	/// Check that the benchmark does what it says.
	Verify,
	/// Count reads and writes.
	Count,
	/// Take the time, so many times.
	Time(u32),
}

/// State of a preset's genesis, built by the runtime itself.
fn genesis(
	executor: &WasmExecutor<Functions>,
	code: &RuntimeCode,
	preset: &str,
) -> Result<Storage> {
	let call = |ext: &mut BasicExternalities, method: &str, data: &[u8]| {
		let (result, _) = executor.call(ext, code, method, data, CallContext::Offchain);
		result.map_err(|error| anyhow!("{method}: {error}"))
	};
	let preset_of = |id: Option<&str>| -> Result<Value> {
		let mut empty = BasicExternalities::default();
		let encoded = call(&mut empty, "GenesisBuilder_get_preset", &id.encode())?;
		let bytes = Option::<Vec<u8>>::decode(&mut &encoded[..])?;
		let bytes = bytes.with_context(|| format!("the runtime has no preset {id:?}"))?;
		Ok(serde_json::from_slice(&bytes)?)
	};
	let mut config = preset_of(None)?;
	merge(&mut config, preset_of(Some(preset))?);
	// The SDK's benchmarks of staking bond some times the existential deposit, and elect one validator.
	merge(
		&mut config,
		json!({ "staking": { "minNominatorBond": 0, "minValidatorBond": 0, "minimumValidatorCount": 1 } }),
	);
	let mut ext = BasicExternalities::default();
	let data = serde_json::to_vec(&config)?.encode();
	let encoded = call(&mut ext, "GenesisBuilder_build_state", &data)?;
	Result::<(), String>::decode(&mut &encoded[..])?.map_err(|error| anyhow!(error))?;
	Ok(ext.into_storages())
}
