// SPDX-License-Identifier: Apache-2.0
//! The interpreter put together.

use super::{
	convert::{from_address, to_address, to_b256, to_spec, to_word},
	db::{HostDb, Overlay},
	handler::{Error, EvmHandler, Frame, Mode},
	instructions,
	journal::LayeredJournal,
	precompiles::Precompiles,
};
use crate::{
	pallet::{AccountStorages, Config},
	AccountMapping, BlockContext, Fork,
};
use frame_support::traits::Get;
use openledger_evm_primitives::{BlockOverride, PrecompileSet};
use revm::{
	context::{
		result::{ExecutionResult, HaltReason},
		BlockEnv, CfgEnv, ContextSetters, Evm, JournalTr, TxEnv,
	},
	context_interface::block::BlobExcessGasAndPrice,
	handler::{instructions::EthInstructions, EvmTr, Handler},
	inspector::{Inspector, InspectorHandler},
	interpreter::interpreter::EthInterpreter,
	primitives::{Address, U256 as Word},
	state::EvmState,
};
use sp_core::U256;

/// Most bytes of memory that all frames of a transaction have together. The allocator of the wasm
/// runtime gives at most twice as much in one piece. A transaction of EIP-7825's 2²⁴ gas cannot have
/// more than 3 MiB in one frame; one that nests frames to have more in all runs out of gas here.
const WASM_MEMORY_LIMIT: u64 = 16 * 1024 * 1024;

/// Native code runs transactions in tests alone, with EIP-1985's limit.
pub const MEMORY_LIMIT: u64 =
	if cfg!(substrate_runtime) { WASM_MEMORY_LIMIT } else { u32::MAX as u64 };

/// Everything that opcodes see.
pub type Context<T> = revm::Context<BlockEnv, TxEnv, CfgEnv, HostDb<T>, LayeredJournal<T>, ()>;

/// revm with our parts.
pub type Interpreter<T, INSP> =
	Evm<Context<T>, INSP, EthInstructions<EthInterpreter, Context<T>>, Precompiles<T>, Frame>;

/// Rules and environment of a run.
#[derive(Clone, Debug)]
pub struct Setup {
	/// The block.
	pub block: BlockEnv,
	/// The rules.
	pub cfg: CfgEnv,
	/// Differences from an Ethereum transaction.
	pub mode: Mode,
}

impl Setup {
	/// The current block, with all rules of transactions.
	pub fn current<T: Config>(fork: Fork) -> Self {
		let mut setup = Self::terms::<T>(fork);
		let block = &mut setup.block;
		block.number = Word::from(T::BlockContext::number());
		block.beneficiary = to_address(&T::BlockContext::coinbase());
		block.timestamp = Word::from(T::BlockContext::timestamp());
		block.difficulty = to_word(&T::BlockContext::difficulty());
		block.prevrandao = (fork >= Fork::Paris).then(|| to_b256(&T::BlockContext::prevrandao()));
		block.blob_excess_gas_and_price = Some(BlobExcessGasAndPrice {
			excess_blob_gas: 0,
			blob_gasprice: T::BlockContext::blob_base_fee(),
		});
		setup
	}

	/// What transactions are checked by: all rules, and of the current block its gas limit and base fee.
	pub fn terms<T: Config>(fork: Fork) -> Self {
		T::BlockContext::prepare();
		let mut cfg = CfgEnv::new_with_spec(to_spec(fork)).with_chain_id(T::ChainId::get());
		cfg.memory_limit = MEMORY_LIMIT;
		let block = BlockEnv {
			gas_limit: T::BlockGasLimit::get(),
			basefee: fit(T::BaseFee::get()),
			..Default::default()
		};
		let mode = Mode { storage_growth: T::StorageGrowth::get(), ..Default::default() };
		Self { block, cfg, mode }
	}

	/// For calls that change nothing, which nodes run natively too: they have memory as in wasm.
	pub fn question(mut self) -> Self {
		self.cfg.memory_limit = WASM_MEMORY_LIMIT;
		self
	}

	/// Drops the rules that hold for signed transactions alone. Any account may send, with any nonce and
	/// any amount of gas.
	pub fn unsigned(mut self) -> Self {
		self.cfg.disable_nonce_check = true;
		self.cfg.disable_eip3607 = true;
		self.cfg.disable_block_gas_limit = true;
		self.cfg.tx_gas_limit_cap = Some(u64::MAX);
		self.cfg.tx_chain_id_check = false;
		self
	}

	/// Drops the rules that an extrinsic answers for: its own checks have counted the nonce.
	pub fn extrinsic(mut self, salt: Option<Word>) -> Self {
		self.cfg.disable_nonce_check = true;
		self.mode.keep_nonce = true;
		self.mode.salt = salt;
		self
	}

	/// Changes the block.
	pub fn with_block(mut self, change: &BlockOverride) -> Self {
		let block = &mut self.block;
		if let Some(number) = &change.number {
			block.number = to_word(number);
		}
		if let Some(time) = change.time {
			block.timestamp = Word::from(time);
		}
		if let Some(gas_limit) = change.gas_limit {
			block.gas_limit = gas_limit;
		}
		if let Some(coinbase) = &change.coinbase {
			block.beneficiary = to_address(coinbase);
		}
		if let Some(prevrandao) = &change.prevrandao {
			block.prevrandao = Some(to_b256(prevrandao));
		}
		if let Some(base_fee) = change.base_fee {
			block.basefee = fit(base_fee);
		}
		if let Some(price) = change.blob_base_fee {
			block.blob_excess_gas_and_price = Some(BlobExcessGasAndPrice {
				excess_blob_gas: 0,
				blob_gasprice: u128::try_from(price).unwrap_or(u128::MAX),
			});
		}
		self
	}
}

/// Whether no contract may be created at an address, though it has neither nonce nor code: it is of a
/// mapped account, or has storage (EIP-7610).
fn is_taken<T: Config>(address: &Address) -> bool {
	let address = from_address(address);
	T::AccountMapping::is_taken(address)
		|| AccountStorages::<T>::iter_key_prefix(address).next().is_some()
}

/// A base fee as revm has it.
pub fn fit(base_fee: U256) -> u64 {
	u64::try_from(base_fee).unwrap_or(u64::MAX)
}

/// The interpreter over the chain's storage. Transactions that run on one machine see what the
/// earlier ones changed; nothing is written before [`super::commit`], except by stateful precompiles:
/// a caller that does not commit must roll storage back.
pub struct Machine<T: Config, INSP = ()> {
	evm: Interpreter<T, INSP>,
	mode: Mode,
}

impl<T: Config> Machine<T> {
	/// A machine without inspector.
	pub fn new(setup: Setup, overlay: Overlay) -> Self {
		Self::with_inspector(setup, overlay, ())
	}
}

impl<T: Config, INSP> Machine<T, INSP> {
	/// A machine whose steps an inspector may watch.
	pub fn with_inspector(setup: Setup, overlay: Overlay, inspector: INSP) -> Self {
		let Setup { block, cfg, mode } = setup;
		let spec = cfg.spec;
		let own = T::Precompiles::addresses();
		let mut journal = LayeredJournal::new(HostDb::new(overlay));
		journal.set_taken(is_taken::<T>);
		let context = Context::<T> {
			block,
			tx: TxEnv::default(),
			cfg: CfgEnv::new_with_spec(spec),
			journaled_state: journal,
			chain: (),
			local: Default::default(),
			error: Ok(()),
		}
		.with_cfg(cfg);
		let evm = Evm::new_with_inspector(
			context,
			inspector,
			instructions::table(spec, mode.storage_growth.is_some()),
			Precompiles::new(spec, own.iter().map(to_address)),
		);
		Self { evm, mode }
	}

	fn prepare(&mut self, tx: TxEnv) {
		let slots = self.mode.slots(tx.gas_limit);
		let context = self.evm.ctx();
		context.journaled_state.set_growth_limit(slots);
		context.set_tx(tx);
	}

	/// Runs a transaction.
	///
	/// # Errors
	/// It cannot start; the machine's state is as before.
	pub fn transact(&mut self, tx: TxEnv) -> Result<ExecutionResult<HaltReason>, Error> {
		self.prepare(tx);
		EvmHandler::new(self.mode).run(&mut self.evm)
	}

	/// Runs a transaction under the inspector's eyes.
	///
	/// # Errors
	/// As [`Self::transact`].
	pub fn inspect(&mut self, tx: TxEnv) -> Result<ExecutionResult<HaltReason>, Error>
	where
		INSP: Inspector<Context<T>, EthInterpreter>,
	{
		self.prepare(tx);
		EvmHandler::new(self.mode).inspect_run(&mut self.evm)
	}

	/// Changes how the next transactions run.
	pub fn set_mode(&mut self, mode: Mode) {
		self.mode = mode;
	}

	/// Changes the block for the next transactions.
	pub fn set_block(&mut self, block: BlockEnv) {
		self.evm.ctx().set_block(block);
	}

	/// The context: block, rules, journal, database.
	pub fn context(&mut self) -> &mut Context<T> {
		self.evm.ctx()
	}

	/// The inspector.
	pub fn inspector(&mut self) -> &mut INSP {
		&mut self.evm.inspector
	}

	/// The inspector, at the end.
	pub fn into_inspector(self) -> INSP {
		self.evm.into_inspector()
	}

	/// What was changed, with the database it belongs to.
	pub fn finish(mut self) -> (EvmState, HostDb<T>) {
		let state = self.evm.ctx().journaled_state.finalize();
		(state, self.evm.ctx.journaled_state.into_db())
	}
}
