// SPDX-License-Identifier: Apache-2.0

//! The two runtimes whose nodes are measured: how each signs a transfer and shows its events.

use anyhow::{anyhow, Result};
use codec::{Decode, Encode};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use sp_core::{sr25519, Pair, H256};
use sp_io::TestExternalities;
use sp_runtime::AccountId32;

/// A runtime that both nodes' drivers speak to.
pub trait Side: 'static {
	/// Name in the report.
	const NAME: &'static str;

	/// State in which transactions of a chain are signed: its genesis hash and nothing else.
	fn externalities(genesis: H256) -> TestExternalities;

	/// A signed transfer, for ever valid. To be called in [`Side::externalities`].
	///
	/// # Errors
	/// When an extension cannot say what it signs.
	fn transfer(from: &sr25519::Pair, to: &AccountId32, value: u128, nonce: u32)
		-> Result<Vec<u8>>;

	/// Transfers that fit into a block by their weight.
	///
	/// # Errors
	/// When a transfer cannot be signed.
	fn most_per_block() -> Result<u64>;

	/// Transfers that succeeded among a block's events.
	///
	/// # Errors
	/// When the events are another runtime's.
	fn transfers(events: &[u8]) -> Result<usize>;
}

macro_rules! side {
	($(#[$docs:meta])* $side:ident, $runtime:ident, $name:literal) => {
		$(#[$docs])*
		pub struct $side;

		impl Side for $side {
			const NAME: &'static str = $name;

			fn externalities(genesis: H256) -> TestExternalities {
				let mut chain = TestExternalities::new_empty();
				chain.execute_with(|| {
					frame_system::BlockHash::<$runtime::Runtime>::insert(0, genesis);
				});
				chain
			}

			fn transfer(
				from: &sr25519::Pair,
				to: &AccountId32,
				value: u128,
				nonce: u32,
			) -> Result<Vec<u8>> {
				let call = $runtime::RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
					dest: to.clone().into(),
					value,
				});
				let extension = $runtime::signed_extension(nonce, 0, 0);
				let payload = $runtime::SignedPayload::new(call, extension)
					.map_err(|error| anyhow!("a transfer cannot be signed: {error:?}"))?;
				let signature = payload.using_encoded(|bytes| from.sign(bytes));
				let (call, extension, _) = payload.deconstruct();
				let from = AccountId32::from(from.public());
				let signed = $runtime::UncheckedExtrinsic::new_signed(
					call,
					from.into(),
					signature.into(),
					extension,
				);
				Ok(signed.encode())
			}

			fn most_per_block() -> Result<u64> {
				Self::externalities(H256::zero()).execute_with(|| {
					let key = sp_keyring::Sr25519Keyring::Alice.pair();
					let bytes = Self::transfer(&key, &key.public().into(), 1, 0)?;
					let transfer = $runtime::UncheckedExtrinsic::decode(&mut &bytes[..])?;
					let limits = $runtime::RuntimeBlockWeights::get();
					let normal = limits.get(DispatchClass::Normal);
					let most = normal.max_total.unwrap_or(limits.max_block).ref_time();
					let each = transfer
						.get_dispatch_info()
						.total_weight()
						.saturating_add(normal.base_extrinsic)
						.ref_time();
					Ok(most / each.max(1))
				})
			}

			fn transfers(mut events: &[u8]) -> Result<usize> {
				type Record = frame_system::EventRecord<$runtime::RuntimeEvent, H256>;
				let events = Vec::<Box<Record>>::decode(&mut events)?;
				let is_transfer = |record: &&Box<Record>| {
					matches!(
						record.event,
						$runtime::RuntimeEvent::Balances(pallet_balances::Event::Transfer { .. })
					)
				};
				Ok(events.iter().filter(is_transfer).count())
			}
		}
	};
}

side!(
	/// OpenLedger's runtime.
	Ours,
	openledger_runtime,
	"ours"
);
side!(
	/// The plain solochain runtime.
	Plain,
	openledger_bench_plain_runtime,
	"plain"
);
