// SPDX-License-Identifier: Apache-2.0

//! Types of blocks, extrinsics and session keys.

use crate::{
	AllPalletsWithSystem, AuthorityDiscovery, Babe, Grandpa, Runtime, RuntimeCall, System,
};
use alloc::vec::Vec;
use frame_support::BoundedVec;
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
};

pub use openledger_primitives::{Balance, BlockNumber};

/// A signature over an extrinsic (DESIGN §3).
pub type Signature = openledger_primitives_account::Signature;
/// The public side of a [`Signature`].
pub type Signer = <Signature as Verify>::Signer;
/// An account.
pub type AccountId = <Signer as IdentifyAccount>::AccountId;
/// Number of an account's next extrinsic.
pub type Nonce = u32;
/// Hash of blocks and state.
pub type Hash = sp_core::H256;
/// Time in milliseconds since 1970.
pub type Moment = u64;
/// How extrinsics name an account.
pub type Address = sp_runtime::MultiAddress<AccountId, ()>;
/// Block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// Block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// Types as the node sees them: it moves extrinsics without reading them, and shows them as bytes.
pub mod opaque {
	use super::*;

	/// A block whose extrinsics are opaque bytes.
	pub type Block = generic::Block<Header, sp_runtime::OpaqueExtrinsic>;
}

/// What an extrinsic passes before it is dispatched. Every extension is zero-sized in state and
/// none calls out.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// Extrinsic as it arrives.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What is signed.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Executes blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

impl_opaque_keys! {
	/// Keys of a validator for one session.
	pub struct SessionKeys {
		/// Authors blocks.
		pub babe: Babe,
		/// Finalises blocks.
		pub grandpa: Grandpa,
		/// Publishes the validator's network addresses.
		pub authority_discovery: AuthorityDiscovery,
		/// Signs announcements and attestations of batches.
		pub attribution: crate::configs::consensus::AttributionKey,
	}
}

/// Extensions of an extrinsic that nobody signs: the call itself says who may send it.
pub fn authorized_extension() -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(generic::Era::Immortal),
		frame_system::CheckNonce::from(0),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// Extensions of a signed extrinsic: `nonce` of the signer, `period` of validity in blocks from the
/// current one (a power of two from 4 to 65,536; 0 means for ever), `tip` in plancks.
pub fn signed_extension(nonce: Nonce, period: u64, tip: Balance) -> TxExtension {
	let current: u64 = System::block_number().into();
	let era = match period {
		0 => generic::Era::Immortal,
		_ => generic::Era::mortal(period, current),
	};
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(era),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// The extrinsic that carries an Ethereum transaction as it was sent (EIP-2718 bytes).
pub fn ethereum_extrinsic(raw: Vec<u8>) -> UncheckedExtrinsic {
	let call = pallet_ethereum::Call::transact { raw: BoundedVec::truncate_from(raw) };
	generic::UncheckedExtrinsic::new_transaction(call.into(), authorized_extension())
}

/// The Ethereum transaction that an extrinsic carries, if it carries one.
pub fn raw_transaction(extrinsic: &UncheckedExtrinsic) -> Option<&[u8]> {
	match &extrinsic.function {
		RuntimeCall::Ethereum(pallet_ethereum::Call::transact { raw }) => Some(raw),
		_ => None,
	}
}
