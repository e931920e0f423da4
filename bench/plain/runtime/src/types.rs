// SPDX-License-Identifier: Apache-2.0

//! Types of blocks, extrinsics and session keys.

use crate::{AllPalletsWithSystem, Babe, Grandpa, Runtime, RuntimeCall, System};
use alloc::vec::Vec;
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};

/// A signature over an extrinsic.
pub type Signature = MultiSignature;
/// An account.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// Amount of the token, 18 decimals.
pub type Balance = u128;
/// Number of a block.
pub type BlockNumber = u32;
/// Number of an account's next extrinsic.
pub type Nonce = u32;
/// Hash of blocks and state.
pub type Hash = sp_core::H256;
/// Time in milliseconds since 1970.
pub type Moment = u64;
/// How extrinsics name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Block header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// Block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// Types as the node sees them.
pub mod opaque {
	use super::*;

	/// A block whose extrinsics are opaque bytes.
	pub type Block = generic::Block<Header, sp_runtime::OpaqueExtrinsic>;
}

/// What an extrinsic passes before it is dispatched: the SDK's usual extensions.
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
	}
}

/// Extensions of a signed extrinsic: `nonce` of the signer, `period` of validity in blocks from the
/// current one (a power of two from 4 to 65,536; 0 means for ever), `tip` in the token's least unit.
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
