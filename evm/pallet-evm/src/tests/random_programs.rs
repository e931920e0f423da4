// SPDX-License-Identifier: Apache-2.0
//! Random programs: the pallet's state is what revm computes in memory.

use super::asm::{init_of, Asm, Kind};
use crate::{
	mock::*,
	vm::convert::{from_address, from_b256, from_word, to_address, to_tx, to_word, word_to_hash},
	AccountCodes, AccountStorages, AccountStore, Fork,
};
use openledger_evm_primitives::{
	AccessListItem, Authorization, Evm as _, EvmTransaction, ExitReason, TransactionKind,
};
use proptest::prelude::*;
use revm::{
	context::{
		result::{ExecutionResult, Output},
		BlockEnv, CfgEnv,
	},
	context_interface::block::BlobExcessGasAndPrice,
	database::{CacheDB, EmptyDB},
	database_interface::{Database, DatabaseCommit},
	primitives::{B256, U256 as Word},
	state::{AccountInfo, Bytecode},
	ExecuteEvm, MainBuilder, MainContext,
};
use sp_core::{H160, H256};

/// In-memory database whose `BLOCKHASH` is the mock's.
struct Memory(CacheDB<EmptyDB>);

impl Database for Memory {
	type Error = core::convert::Infallible;

	fn basic(
		&mut self,
		address: revm::primitives::Address,
	) -> Result<Option<AccountInfo>, Self::Error> {
		Ok(self.0.basic(address).unwrap())
	}
	fn code_by_hash(&mut self, hash: B256) -> Result<Bytecode, Self::Error> {
		Ok(self.0.code_by_hash(hash).unwrap())
	}
	fn storage(
		&mut self,
		address: revm::primitives::Address,
		slot: Word,
	) -> Result<Word, Self::Error> {
		Ok(self.0.storage(address, slot).unwrap())
	}
	fn block_hash(&mut self, number: u64) -> Result<B256, Self::Error> {
		Ok(B256::new(H256::from_low_u64_be(number).0))
	}
}

#[derive(Clone, Debug)]
enum Step {
	Store(u8, u8),
	Load(u8),
	Transient(u8, u8),
	Call(u8, u8, u16, bool),
	Create(u16, u8, bool),
	Destroy(u8),
	Log(u8),
	Hash(u8),
	Look(u8, u8),
	Block(u8),
	Memory(u16),
	Revert,
	Stop,
	Raw(u8),
}

const CONTRACTS: u64 = 4;

fn contract(n: u64) -> H160 {
	H160::from_low_u64_be(0xAA00 + n)
}

fn target(n: u8) -> H160 {
	match n % 12 {
		n @ 0..=5 => contract(u64::from(n) % CONTRACTS),
		6 => ALICE,
		7 => BOB,
		8 => COINBASE,
		9 => H160::from_low_u64_be(2),
		10 => H160::from_low_u64_be(4),
		_ => H160::repeat_byte(0xEE),
	}
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (0u8..4, 0u8..3).prop_map(|(k, v)| Step::Store(k, v)),
		2 => (0u8..4).prop_map(Step::Load),
		1 => (0u8..3, 0u8..3).prop_map(|(k, v)| Step::Transient(k, v)),
		6 => (any::<u8>(), any::<u8>(), 0u16..300, any::<bool>())
			.prop_map(|(kind, to, value, small)| Step::Call(kind, to, value, small)),
		2 => (0u16..300, any::<u8>(), any::<bool>()).prop_map(|(v, n, salt)| Step::Create(v, n, salt)),
		1 => any::<u8>().prop_map(Step::Destroy),
		1 => (0u8..5).prop_map(Step::Log),
		1 => any::<u8>().prop_map(Step::Hash),
		2 => (0u8..4, any::<u8>()).prop_map(|(what, at)| Step::Look(what, at)),
		1 => (0x40u8..0x4b).prop_map(Step::Block),
		1 => (0u16..5_000).prop_map(Step::Memory),
		1 => Just(Step::Revert),
		1 => Just(Step::Stop),
		1 => any::<u8>().prop_map(Step::Raw),
	]
}

/// Code of steps; what they leave on the stack stays there.
fn compile(steps: &[Step]) -> Vec<u8> {
	let mut code = Asm::new();
	for step in steps {
		code = match *step {
			Step::Store(key, value) => code.sstore(key.into(), value.into()),
			Step::Load(key) => code.push(u64::from(key)).op(0x54),
			Step::Transient(key, value) => code
				.push(u64::from(value))
				.push(u64::from(key))
				.op(0x5d)
				.push(u64::from(key))
				.op(0x5c),
			Step::Call(kind, to, value, small) => {
				let kind = [Kind::Call, Kind::Call, Kind::CallCode, Kind::Delegate, Kind::Static]
					[usize::from(kind) % 5];
				let code = code.push(0).push(0).push(0).push(0);
				let code = match kind {
					Kind::Call | Kind::CallCode => {
						code.push(u64::from(value) / 2 * u64::from(value % 2))
					},
					_ => code,
				};
				let code = code.push_address(target(to));
				let code = if small { code.push(u64::from(value) * 100) } else { code.op(0x5a) };
				let code = code.op(match kind {
					Kind::Call => 0xf1,
					Kind::CallCode => 0xf2,
					Kind::Delegate => 0xf4,
					Kind::Static => 0xfa,
				});
				code.sstore_top(9)
			},
			Step::Create(value, kind, salt) => {
				let init = match kind % 5 {
					0 => init_of(&[0x00]),
					1 => Asm::new().sstore(1, 1).build(),
					2 => Asm::new().revert().build(),
					3 => Asm::new().selfdestruct(target(kind / 5)).build(),
					_ => init_of(&Asm::new().selfdestruct(target(kind / 5)).build()),
				};
				let code = code.memory(&init);
				let code = if salt { code.push(u64::from(kind)) } else { code };
				code.push(init.len() as u64)
					.push(0)
					.push(u64::from(value))
					.op(if salt { 0xf5 } else { 0xf0 })
					.sstore_top(8)
			},
			Step::Destroy(to) => code.selfdestruct(target(to)),
			Step::Log(topics) => {
				let mut code = code;
				for n in 0..topics {
					code = code.push(u64::from(n));
				}
				code.push(40).push(3).op(0xa0 + topics)
			},
			Step::Hash(len) => code.push(u64::from(len)).push(1).op(0x20).sstore_top(7),
			Step::Look(what, at) => {
				let code = code.push_address(target(at));
				code.op([0x31, 0x3b, 0x3f, 0x31][usize::from(what) % 4]).sstore_top(6)
			},
			Step::Block(0x40) => code.push(95).op(0x40).sstore_top(5),
			Step::Block(op) => code.op(op).pop(),
			Step::Memory(at) => code.push(1).push(u64::from(at)).op(0x52),
			Step::Revert => code.revert(),
			Step::Stop => code.stop(),
			Step::Raw(byte) => code.op(byte),
		};
	}
	code.stop().build()
}

const FORKS: [Fork; 11] = [
	Fork::EIP158,
	Fork::Byzantium,
	Fork::Petersburg,
	Fork::Istanbul,
	Fork::Berlin,
	Fork::London,
	Fork::Paris,
	Fork::Shanghai,
	Fork::Cancun,
	Fork::Prague,
	Fork::Osaka,
];

/// A transaction that the fork knows.
fn shaped(
	fork: Fork,
	shape: u8,
	to: Option<H160>,
	value: u64,
	input: Vec<u8>,
	gas: u64,
) -> EvmTransaction {
	let mut tx = EvmTransaction { gas_limit: gas, ..transaction(ALICE, to, value.into(), input) };
	tx.kind = match shape % 4 {
		1 if fork >= Fork::Berlin => TransactionKind::AccessList,
		2 if fork >= Fork::London => TransactionKind::DynamicFee,
		3 if fork >= Fork::Prague && to.is_some() => TransactionKind::SetCode,
		_ => TransactionKind::Legacy,
	};
	if matches!(tx.kind, TransactionKind::Legacy | TransactionKind::AccessList) {
		tx.max_priority_fee_per_gas = tx.max_fee_per_gas;
	}
	if tx.kind != TransactionKind::Legacy {
		tx.access_list =
			vec![AccessListItem { address: contract(0), slots: vec![H256::from_low_u64_be(1)] }];
	}
	if tx.kind == TransactionKind::SetCode {
		tx.authorization_list = vec![Authorization {
			chain_id: CHAIN_ID.into(),
			address: contract(u64::from(shape) % CONTRACTS),
			nonce: Evm::rpc_account(BOB).nonce,
			authority: Some(BOB),
		}];
	}
	tx
}

fn reference(fork: Fork) -> (Memory, BlockEnv, CfgEnv) {
	let mut memory = CacheDB::new(EmptyDB::default());
	let mut all: Vec<H160> = (0..CONTRACTS).map(contract).collect();
	all.extend([ALICE, BOB]);
	for address in all {
		let account = Evm::rpc_account(address);
		let code = Bytecode::new_raw(Evm::rpc_code(address).into());
		memory.insert_account_info(
			to_address(&address),
			AccountInfo {
				balance: to_word(&account.balance),
				nonce: account.nonce,
				code_hash: code.hash_slow(),
				account_id: None,
				code: Some(code),
			},
		);
	}
	let block = BlockEnv {
		number: Word::from(100),
		beneficiary: to_address(&COINBASE),
		timestamp: Word::from(1_700_000_000u64),
		gas_limit: 75_000_000,
		basefee: if fork >= Fork::London { BLOCK_FEE } else { 0 },
		difficulty: Word::ZERO,
		prevrandao: Some(B256::repeat_byte(9)),
		blob_excess_gas_and_price: Some(BlobExcessGasAndPrice {
			excess_blob_gas: 0,
			blob_gasprice: 1,
		}),
		slot_num: 0,
	};
	let cfg = CfgEnv::new_with_spec(fork.into()).with_chain_id(CHAIN_ID);
	(Memory(memory), block, cfg)
}

fn same_state(memory: &Memory) {
	for (address, account) in memory.0.cache.accounts.iter() {
		let key = from_address(address);
		let ours = Evm::rpc_account(key);
		assert_eq!(ours.balance, from_word(&account.info.balance), "{key:?}");
		assert_eq!(ours.nonce, account.info.nonce, "{key:?}");
		let hash = AccountCodes::<Test>::get(key)
			.map_or(from_b256(&revm::primitives::KECCAK_EMPTY), |meta| meta.hash);
		assert_eq!(hash, from_b256(&account.info.code_hash), "{key:?}");
		let mut theirs: Vec<_> = account
			.storage
			.iter()
			.filter(|(_, value)| !value.is_zero())
			.map(|(slot, value)| (word_to_hash(slot), word_to_hash(value)))
			.collect();
		theirs.sort();
		let mut ours: Vec<_> = AccountStorages::<Test>::iter_prefix(key).collect();
		ours.sort();
		assert_eq!(ours, theirs, "{key:?}");
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(400))]

	#[test]
	fn the_pallet_is_revm(
		fork in prop::sample::select(&FORKS[..]),
		programs in prop::collection::vec(prop::collection::vec(step(), 0..12), CONTRACTS as usize),
		runs in prop::collection::vec((any::<u8>(), any::<u8>(), 0u64..1_000, 60_000u64..3_000_000), 1..5),
	) {
		ExtBuilder::build_and_execute(|| {
			Evm::set_fork(fork);
			if fork < Fork::London {
				BaseFee::set(0.into());
			}
			for (n, program) in programs.iter().enumerate() {
				place(contract(n as u64), compile(program));
				let grant = <Test as crate::Config>::Accounts::increase(
					&contract(n as u64), 100.into());
				<Test as crate::Config>::Accounts::decrease(&ALICE, 100.into()).unwrap();
				grant.unwrap();
			}
			let (mut memory, block, cfg) = reference(fork);
			for (shape, to, value, gas) in &runs {
				let (to, input) = match to % 5 {
					4 => (None, compile(&programs[0])),
					n => (Some(contract(u64::from(n))), vec![1, 2, 3]),
				};
				let tx = shaped(fork, *shape, to, *value, input, *gas);
				let issued = Balances::total_issuance();
				let ours = Evm::execute(&tx);
				let mut evm = revm::Context::mainnet()
					.with_db(&mut memory)
					.with_block(block.clone())
					.with_cfg(cfg.clone())
					.build_mainnet();
				let theirs = evm.transact(to_tx(&tx).unwrap());
				let (ours, theirs) = match (ours, theirs) {
					(Ok(ours), Ok(theirs)) => (ours, theirs),
					(Err(_), Err(_)) => continue,
					(ours, theirs) => panic!("{ours:?} {theirs:?}"),
				};
				assert_eq!(ours.gas_used, theirs.result.tx_gas_used());
				match &theirs.result {
					ExecutionResult::Success { output, logs, .. } => {
						assert_eq!(ours.exit, ExitReason::Succeed);
						assert_eq!(ours.output, output.data().to_vec());
						assert_eq!(ours.logs.len(), logs.len());
						if let Output::Create(_, address) = output {
							assert_eq!(ours.created, address.as_ref().map(from_address));
						}
					},
					ExecutionResult::Revert { output, .. } => {
						assert_eq!(ours.exit, ExitReason::Revert);
						assert_eq!(ours.output, output.to_vec());
					},
					ExecutionResult::Halt { .. } => assert!(matches!(ours.exit, ExitReason::Halt(_))),
				}
				memory.0.commit(theirs.state);
				same_state(&memory);
				assert!(Balances::total_issuance() <= issued);
				check_all();
			}
		});
	}
}
