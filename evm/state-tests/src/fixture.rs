// SPDX-License-Identifier: Apache-2.0

//! Fixture files: what a test says, checked and in the pallet's types.

use crate::{
	fork,
	quantity::{Data, Quantity},
	transaction::{Prepared, RawTransaction},
};
use pallet_evm::Fork;
use serde::Deserialize;
use sp_core::{H160, H256, U256};
use std::{collections::BTreeMap, path::Path};

/// An account of a pre- or post-state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountState {
	/// Nonce.
	pub nonce: u64,
	/// Wei.
	pub balance: U256,
	/// Code.
	pub code: Vec<u8>,
	/// Slots that are not zero.
	pub storage: BTreeMap<H256, H256>,
}

/// Accounts by address.
pub type State = BTreeMap<H160, AccountState>;

/// The block in which the transaction runs.
#[derive(Clone, Debug, Default)]
pub struct Environment {
	/// Chain id; 1 where the fixture names none.
	pub chain_id: u64,
	/// COINBASE.
	pub coinbase: H160,
	/// DIFFICULTY, before Paris.
	pub difficulty: U256,
	/// PREVRANDAO, from Paris on.
	pub prevrandao: H256,
	/// GASLIMIT.
	pub gas_limit: u64,
	/// NUMBER.
	pub number: u64,
	/// TIMESTAMP, seconds.
	pub timestamp: u64,
	/// BASEFEE; zero before London.
	pub base_fee: u64,
	/// Excess blob gas, which BLOBBASEFEE follows from.
	pub excess_blob_gas: u64,
}

/// What one transaction must do under one fork.
#[derive(Clone, Debug)]
pub struct Case {
	/// The fork as the fixture names it.
	pub fork: String,
	/// Its rules.
	pub rules: Fork,
	/// Places of data, gas limit and value in the test's vectors.
	pub indexes: Indexes,
	/// The transaction.
	pub transaction: Prepared,
	/// State root afterwards.
	pub root: H256,
	/// keccak-256 of the RLP of the logs.
	pub logs: H256,
	/// Why the transaction is refused, where it is.
	pub exception: Option<String>,
	/// The whole state afterwards, where the fixture has it.
	pub state: Option<State>,
}

impl Case {
	/// `[Cancun d0 g1 v0]`.
	pub fn label(&self) -> String {
		let Indexes { data, gas, value } = self.indexes;
		format!("[{} d{data} g{gas} v{value}]", self.fork)
	}
}

/// A test: one pre-state, one block, many cases.
#[derive(Clone, Debug)]
pub struct Test {
	/// Name inside the file.
	pub name: String,
	/// The block.
	pub environment: Environment,
	/// State before each case.
	pub pre: State,
	/// The cases, by fork.
	pub cases: Vec<Case>,
}

/// Reads the tests of a file.
///
/// # Errors
/// Why this is no file of state tests: unreadable, no JSON (with line and column), or a field that is
/// missing or wrong (with its name).
pub fn read(path: &Path) -> Result<Vec<Test>, String> {
	let bytes = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
	parse(&bytes)
}

/// Reads the tests of a file's content.
///
/// # Errors
/// As [`read`].
pub fn parse(bytes: &[u8]) -> Result<Vec<Test>, String> {
	let tests: BTreeMap<String, RawTest> =
		serde_json::from_slice(bytes).map_err(|error| format!("malformed fixture: {error}"))?;
	if tests.is_empty() {
		return Err("malformed fixture: the file holds no test".into());
	}
	tests
		.into_iter()
		.map(|(name, test)| {
			test.check(&name).map_err(|error| format!("malformed fixture: test `{name}`: {error}"))
		})
		.collect()
}

/// Places in the vectors of a transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Indexes {
	/// In `data` and `accessLists`.
	pub data: usize,
	/// In `gasLimit`.
	pub gas: usize,
	/// In `value`.
	pub value: usize,
}

#[derive(Deserialize)]
struct RawTest {
	#[serde(default)]
	config: RawConfig,
	env: RawEnvironment,
	pre: BTreeMap<String, RawAccount>,
	transaction: RawTransaction,
	post: BTreeMap<String, Vec<RawCase>>,
}

#[derive(Default, Deserialize)]
struct RawConfig {
	chainid: Option<Quantity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawEnvironment {
	current_coinbase: Data,
	current_difficulty: Option<Quantity>,
	current_random: Option<Quantity>,
	current_gas_limit: Quantity,
	current_number: Quantity,
	current_timestamp: Quantity,
	current_base_fee: Option<Quantity>,
	current_excess_blob_gas: Option<Quantity>,
}

#[derive(Deserialize)]
struct RawAccount {
	nonce: Quantity,
	balance: Quantity,
	code: Data,
	storage: BTreeMap<String, Quantity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawCase {
	hash: Data,
	logs: Data,
	indexes: Indexes,
	txbytes: Option<Data>,
	expect_exception: Option<String>,
	state: Option<BTreeMap<String, RawAccount>>,
}

impl RawTest {
	fn check(self, name: &str) -> Result<Test, String> {
		let environment = self.env.check(self.config.chainid)?;
		let pre = check_state(self.pre).map_err(|error| format!("pre: {error}"))?;
		let mut cases = Vec::new();
		for (fork, raw) in self.post {
			let rules = fork::rules(&fork).ok_or_else(|| {
				let known: Vec<_> = fork::names().collect();
				format!("post: unknown fork `{fork}`; known are {}", known.join(", "))
			})?;
			for case in raw {
				let Indexes { data, gas, value } = case.indexes;
				let place = format!("post.{fork}[d{data} g{gas} v{value}]");
				cases.push(
					case.check(&fork, rules, &self.transaction, environment.chain_id)
						.map_err(|error| format!("{place}: {error}"))?,
				);
			}
		}
		if cases.is_empty() {
			return Err("post: no case".into());
		}
		cases.sort_by_key(|case| fork::order(&case.fork));
		Ok(Test { name: name.into(), environment, pre, cases })
	}
}

impl RawEnvironment {
	fn check(self, chain_id: Option<Quantity>) -> Result<Environment, String> {
		let narrow = |name: &str, quantity: Option<Quantity>, otherwise: u64| match quantity {
			Some(quantity) => {
				quantity.u64().ok_or_else(|| format!("env.{name}: does not fit 64 bits"))
			},
			None => Ok(otherwise),
		};
		let wide = |name: &str, quantity: Option<Quantity>| match quantity {
			Some(quantity) => {
				quantity.u256().ok_or_else(|| format!("env.{name}: does not fit 256 bits"))
			},
			None => Ok(U256::zero()),
		};
		let coinbase = self
			.current_coinbase
			.array()
			.map_err(|error| format!("env.currentCoinbase: {error}"))?;
		Ok(Environment {
			chain_id: narrow("config.chainid", chain_id, 1)?,
			coinbase: H160(coinbase),
			difficulty: wide("currentDifficulty", self.current_difficulty)?,
			prevrandao: H256(wide("currentRandom", self.current_random)?.to_big_endian()),
			gas_limit: narrow("currentGasLimit", Some(self.current_gas_limit), 0)?,
			number: narrow("currentNumber", Some(self.current_number), 0)?,
			timestamp: narrow("currentTimestamp", Some(self.current_timestamp), 0)?,
			base_fee: narrow("currentBaseFee", self.current_base_fee, 0)?,
			excess_blob_gas: narrow("currentExcessBlobGas", self.current_excess_blob_gas, 0)?,
		})
	}
}

impl RawCase {
	fn check(
		self,
		fork: &str,
		rules: Fork,
		raw: &RawTransaction,
		chain_id: u64,
	) -> Result<Case, String> {
		Ok(Case {
			fork: fork.into(),
			rules,
			indexes: self.indexes,
			transaction: raw.prepare(self.indexes, self.txbytes.as_ref(), chain_id)?,
			root: H256(self.hash.array().map_err(|error| format!("hash: {error}"))?),
			logs: H256(self.logs.array().map_err(|error| format!("logs: {error}"))?),
			exception: self.expect_exception.filter(|exception| !exception.is_empty()),
			state: self
				.state
				.filter(|state| !state.is_empty())
				.map(check_state)
				.transpose()
				.map_err(|error| format!("state: {error}"))?,
		})
	}
}

fn check_state(raw: BTreeMap<String, RawAccount>) -> Result<State, String> {
	raw.into_iter()
		.map(|(address, account)| {
			let at = Data::parse(&address)
				.and_then(|address| address.array())
				.map_err(|error| format!("address `{address}`: {error}"))?;
			let account = account.check().map_err(|error| format!("{address}: {error}"))?;
			Ok((H160(at), account))
		})
		.collect()
}

impl RawAccount {
	fn check(self) -> Result<AccountState, String> {
		let mut storage = BTreeMap::new();
		for (slot, value) in self.storage {
			let key = Quantity::parse(&slot)?
				.h256()
				.ok_or_else(|| format!("slot {slot} does not fit 256 bits"))?;
			let value = value
				.h256()
				.ok_or_else(|| format!("value of slot {slot} does not fit 256 bits"))?;
			if !value.is_zero() {
				storage.insert(key, value);
			}
		}
		Ok(AccountState {
			nonce: self.nonce.u64().ok_or("nonce: does not fit 64 bits")?,
			balance: self.balance.u256().ok_or("balance: does not fit 256 bits")?,
			code: self.code.0,
			storage,
		})
	}
}
