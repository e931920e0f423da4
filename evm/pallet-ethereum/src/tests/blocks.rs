// SPDX-License-Identifier: Apache-2.0
//! Blocks: headers, roots, receipts, records, the ring of hashes.

use super::signing::*;
use crate::{mock::*, pallet::*, HASH_RING};
use alloy_consensus::{
	proofs::{calculate_receipt_root, calculate_transaction_root},
	Eip658Value, Header, Receipt as EthReceipt, ReceiptEnvelope, ReceiptWithBloom, TxEnvelope,
};
use alloy_eips::eip2718::Decodable2718;
use alloy_primitives::{Address, Bloom, Log as EthLog, B256};
use alloy_rlp::Decodable;
use frame_support::{assert_ok, dispatch::Pays, traits::Hooks};
use openledger_evm_primitives::{BlockRecord, ExitReason, TransactionRecord};
use sp_core::H256;
use sp_io::hashing::keccak_256;

fn header(record: &BlockRecord) -> Header {
	let header = Header::decode(&mut &record.header[..]).unwrap();
	assert_eq!(header.hash_slow().0, record.hash.0);
	header
}

/// A receipt by alloy alone.
fn envelope(record: &TransactionRecord) -> ReceiptEnvelope {
	let logs: Vec<EthLog> = record
		.receipt
		.logs
		.iter()
		.map(|log| {
			let topics = log.topics.iter().map(|topic| B256::from(topic.0)).collect();
			EthLog::new(Address::from(log.address.0), topics, log.data.clone().into()).unwrap()
		})
		.collect();
	let receipt: ReceiptWithBloom<EthReceipt> = EthReceipt {
		status: Eip658Value::Eip658(record.receipt.success),
		cumulative_gas_used: record.receipt.cumulative_gas_used,
		logs,
	}
	.into();
	match record.raw[0] {
		1 => ReceiptEnvelope::Eip2930(receipt),
		2 => ReceiptEnvelope::Eip1559(receipt),
		4 => ReceiptEnvelope::Eip7702(receipt),
		_ => ReceiptEnvelope::Legacy(receipt),
	}
}

#[test]
fn a_block_is_what_its_transactions_make_it() {
	let mut ext = new_test_ext();
	let raw = one_of_each();
	let hash = ext.execute_with(|| {
		LedgerEvm::endow(address(&key(1)));
		for raw in &raw {
			let info = Ethereum::do_transact(raw.clone()).unwrap();
			assert_eq!(info.pays_fee, Pays::No);
			let all = Ethereum::weight_of(raw);
			assert!(
				info.actual_weight.unwrap().ref_time() < all.ref_time(),
				"unused gas is given back"
			);
		}
		let pending = Ethereum::pending_block().expect("the block is not sealed");
		assert_eq!(pending.transactions.len(), 4);
		let hash = end();
		assert!(Pending::<Test>::get().is_empty());
		assert_eq!(Ethereum::pending_block(), None);
		Ethereum::do_try_state().unwrap();
		hash
	});
	let record = indexed(&mut ext, hash).expect("the record is in the index");
	assert_eq!(record.hash, hash);
	let header = header(&record);
	ext.execute_with(|| assert_eq!(Ethereum::last_header(), record.header));

	let hashes: Vec<_> = record.transactions.iter().map(|found| found.hash).collect();
	assert_eq!(hashes, raw.iter().map(|raw| H256(keccak_256(raw))).collect::<Vec<_>>());
	let success: Vec<_> = record.transactions.iter().map(|found| found.receipt.success).collect();
	assert_eq!(success, [true, true, false, true]);

	let envelopes: Vec<_> =
		raw.iter().map(|raw| TxEnvelope::decode_2718(&mut &raw[..]).unwrap()).collect();
	let receipts: Vec<_> = record.transactions.iter().map(envelope).collect();
	let mut bloom = Bloom::ZERO;
	for receipt in &receipts {
		bloom.accrue_bloom(receipt.logs_bloom());
	}
	assert_ne!(bloom, Bloom::ZERO);
	assert_eq!(header.transactions_root, calculate_transaction_root(&envelopes));
	assert_eq!(header.receipts_root, calculate_receipt_root(&receipts));
	assert_eq!(header.logs_bloom, bloom);
	assert_eq!(header.gas_used, 4 * USED);
	assert_eq!(header.gas_limit, GAS_LIMIT);
	assert_eq!(header.base_fee_per_gas, Some(BASE_FEE));
	assert_eq!(header.timestamp, 1_700_000_000);
	assert_eq!(header.number, 1);
	assert_eq!(header.beneficiary, Address::repeat_byte(0xC0));
	assert_eq!(header.mix_hash, B256::repeat_byte(9));
	assert_ne!(header.state_root, B256::ZERO);
}

#[test]
fn headers_are_a_chain_from_genesis() {
	let mut ext = new_test_ext();
	let hashes = ext.execute_with(|| {
		let genesis = Ethereum::block_hash(0).expect("genesis has a block");
		let mut hashes = vec![genesis];
		for number in 1..=300u64 {
			if number > 1 {
				begin(number);
			}
			hashes.push(end());
			Ethereum::do_try_state().unwrap();
		}
		// `BLOCKHASH` of a call on top of block 300 reaches 256 blocks back.
		assert!(Ethereum::block_hash(300 - 256).is_some());
		assert_eq!(Ethereum::block_hash(300 - HASH_RING), None);
		for number in 300 - HASH_RING + 1..=300 {
			assert_eq!(Ethereum::block_hash(number), Some(hashes[number as usize]));
		}
		hashes
	});
	for number in 1..=300 {
		let record = indexed(&mut ext, hashes[number]).unwrap();
		assert_eq!(header(&record).parent_hash.0, hashes[number - 1].0, "block {number}");
	}
}

#[test]
fn genesis_has_a_block() {
	new_test_ext().execute_with(|| {
		let rlp = LastHeader::<Test>::get();
		let genesis = Header::decode(&mut &rlp[..]).unwrap();
		assert_eq!(Some(H256(keccak_256(&rlp))), Ethereum::block_hash(0));
		assert_eq!((genesis.number, genesis.gas_used), (0, 0));
		assert_eq!(genesis.parent_hash, B256::ZERO);
		assert_eq!(genesis.transactions_root, alloy_trie::EMPTY_ROOT_HASH);
		assert_eq!(genesis.receipts_root, alloy_trie::EMPTY_ROOT_HASH);
		assert_eq!(genesis.ommers_hash, alloy_consensus::EMPTY_OMMER_ROOT_HASH);
		assert_eq!(genesis.withdrawals_root, Some(alloy_trie::EMPTY_ROOT_HASH));
		// sha256 of nothing (EIP-7685).
		assert_eq!(genesis.requests_hash.unwrap().0, sp_io::hashing::sha2_256(&[]));
		assert_eq!((genesis.blob_gas_used, genesis.excess_blob_gas), (Some(0), Some(0)));
		assert_eq!(genesis.parent_beacon_block_root, Some(B256::ZERO));
	});
}

#[test]
fn the_pending_block_follows_the_last_one() {
	let mut ext = new_test_ext();
	let sealed = ext.execute_with(|| {
		LedgerEvm::endow(address(&key(1)));
		let first = end();
		begin(2);
		assert_ok!(Ethereum::do_transact(sign(legacy(0), None, &key(1))));
		let pending = Ethereum::pending_block().expect("it is being built");
		let of_pending = header(&pending);
		assert_eq!(of_pending.parent_hash.0, first.0);
		assert_eq!((of_pending.number, of_pending.gas_used), (2, USED));
		assert_eq!(pending.transactions, Pending::<Test>::get());
		let sealed = end();
		assert_eq!(Header::decode(&mut &Ethereum::last_header()[..]).unwrap(), of_pending);
		sealed
	});
	assert!(indexed(&mut ext, sealed).is_some());
	assert_eq!(indexed(&mut ext, H256::repeat_byte(1)), None);
}

#[test]
fn the_state_root_is_the_chains_when_the_block_begins() {
	build_and_execute(|| {
		let version = System::runtime_version().state_version();
		let sealed_root = || {
			end();
			let header = Header::decode(&mut &Ethereum::last_header()[..]).unwrap();
			header.state_root.0.to_vec()
		};
		let first = sealed_root();
		System::initialize(&2, &Default::default(), &Default::default());
		GasUsed::<Test>::kill();
		let root = sp_io::storage::root(version);
		Ethereum::on_initialize(2);
		LedgerEvm::endow(address(&key(1)));
		assert_ok!(Ethereum::do_transact(sign(legacy(0), None, &key(1))));
		assert_ne!(sp_io::storage::root(version), root);
		let second = sealed_root();
		assert_eq!(second, root);
		assert_ne!(second, first, "every block changes the state");
	});
}

#[test]
fn gas_is_counted_until_the_next_block_begins() {
	build_and_execute(|| {
		LedgerEvm::endow(address(&key(1)));
		assert_ok!(Ethereum::do_transact(sign(legacy(0), None, &key(1))));
		assert_ok!(Ethereum::do_transact(sign(legacy(1), None, &key(1))));
		assert_eq!(GasUsed::<Test>::get(), 2 * USED);
		end();
		assert_eq!(GasUsed::<Test>::get(), 2 * USED);
		begin(2);
		assert_eq!(GasUsed::<Test>::get(), 0);
		end();
	});
}

#[test]
fn events_name_the_transaction() {
	build_and_execute(|| {
		let key = key(1);
		LedgerEvm::endow(address(&key));
		let raw = sign(legacy(0), None, &key);
		assert_ok!(Ethereum::do_transact(raw.clone()));
		System::assert_last_event(
			Event::Executed {
				from: address(&key),
				to: sp_core::H160::repeat_byte(0xB0),
				transaction_hash: H256(keccak_256(&raw)),
				exit_reason: ExitReason::Succeed,
				extra_data: Default::default(),
			}
			.into(),
		);
	});
}

#[test]
fn refused_transactions_leave_no_trace() {
	build_and_execute(|| {
		let before = sp_io::storage::root(sp_core::storage::StateVersion::V1);
		for raw in [vec![], vec![3], sign(legacy(0), None, &key(7))] {
			assert!(Ethereum::do_transact(raw).is_err());
		}
		assert_eq!(sp_io::storage::root(sp_core::storage::StateVersion::V1), before);
	});
}
