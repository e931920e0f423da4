// SPDX-License-Identifier: Apache-2.0

//! Extrinsics on the real runtime: what they cost, who may sign them, what can be no call.

use codec::Encode;
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{BuildGenesisConfig, PalletInfoAccess},
};
use openledger_primitives::{MILLI, OPEN};
use openledger_runtime::*;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{generic::Era, traits::DispatchTransaction, BuildStorage};

fn externalities() -> sp_io::TestExternalities {
	let storage = RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: vec![(Sr25519Keyring::Alice.to_account_id(), 1_000 * OPEN)],
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut externalities = sp_io::TestExternalities::new(storage);
	externalities.execute_with(|| System::set_block_number(1));
	externalities
}

fn signed(call: RuntimeCall, key: Sr25519Keyring, nonce: Nonce) -> UncheckedExtrinsic {
	let extension = signed_extension(nonce, 0, 0);
	let payload = SignedPayload::new(call.clone(), extension.clone()).unwrap();
	let signature: sp_core::sr25519::Signature = payload.using_encoded(|bytes| key.sign(bytes));
	UncheckedExtrinsic::new_signed(
		call,
		key.to_account_id().into(),
		Signature::Sr25519(signature),
		extension,
	)
}

fn transfer(to: Sr25519Keyring) -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
		dest: to.to_account_id().into(),
		value: OPEN,
	})
}

#[test]
fn a_transfer_costs_about_a_thousandth() {
	externalities().execute_with(|| {
		let extrinsic = signed(transfer(Sr25519Keyring::Bob), Sr25519Keyring::Alice, 0);
		let length = extrinsic.encoded_size() as u32;
		let mut info = extrinsic.get_dispatch_info();
		info.extension_weight = extrinsic.extension_weight();
		let fee = TransactionPayment::compute_fee(length, &info, 0);
		assert!(
			(MILLI * 9 / 10..=MILLI * 11 / 10).contains(&fee),
			"{fee} plancks for {length} bytes and {:?}",
			info.total_weight()
		);
	});
}

#[test]
fn nothing_hides_behind_the_byte_of_an_ethereum_message() {
	let indices: Vec<usize> = AllPalletsWithSystem::infos().iter().map(|p| p.index).collect();
	assert!(!indices.contains(&0x19), "{indices:?}");
}

#[test]
fn an_era_may_be_mortal() {
	externalities().execute_with(|| {
		let extension = signed_extension(0, 64, 0);
		assert_eq!(extension.5, frame_system::CheckEra::from(Era::mortal(64, 1)));
	});
}
