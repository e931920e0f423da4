// SPDX-License-Identifier: Apache-2.0

//! The index over a chain in memory.

use super::*;
use futures::executor::block_on;
use openledger_evm_primitives::block::digest_item;
use sp_blockchain::{BlockStatus, Info};
use sp_consensus::BlockOrigin;
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, NumberFor},
	Digest, OpaqueExtrinsic,
};
use std::collections::BTreeMap;

type Block = generic::Block<generic::Header<u32, BlakeTwo256>, OpaqueExtrinsic>;

#[derive(Default)]
struct Chain {
	aux: Mutex<BTreeMap<Vec<u8>, Vec<u8>>>,
	headers: Mutex<BTreeMap<H256, generic::Header<u32, BlakeTwo256>>>,
	best_chain: Mutex<Vec<H256>>,
	finalized: Mutex<u32>,
}

impl AuxStore for Chain {
	fn insert_aux<
		'a,
		'b: 'a,
		'c: 'a,
		I: IntoIterator<Item = &'a (&'c [u8], &'c [u8])>,
		D: IntoIterator<Item = &'a &'b [u8]>,
	>(
		&self,
		insert: I,
		delete: D,
	) -> sp_blockchain::Result<()> {
		let mut aux = self.aux.lock();
		for (key, value) in insert {
			aux.insert(key.to_vec(), value.to_vec());
		}
		for key in delete {
			aux.remove(*key);
		}
		Ok(())
	}

	fn get_aux(&self, key: &[u8]) -> sp_blockchain::Result<Option<Vec<u8>>> {
		Ok(self.aux.lock().get(key).cloned())
	}
}

impl HeaderBackend<Block> for Chain {
	fn header(&self, hash: H256) -> sp_blockchain::Result<Option<<Block as BlockT>::Header>> {
		Ok(self.headers.lock().get(&hash).cloned())
	}

	fn info(&self) -> Info<Block> {
		let chain = self.best_chain.lock();
		Info {
			best_hash: *chain.last().unwrap_or(&H256::zero()),
			best_number: chain.len().saturating_sub(1) as u32,
			genesis_hash: *chain.first().unwrap_or(&H256::zero()),
			finalized_hash: H256::zero(),
			finalized_number: *self.finalized.lock(),
			finalized_state: None,
			number_leaves: 1,
			block_gap: None,
		}
	}

	fn status(&self, _: H256) -> sp_blockchain::Result<BlockStatus> {
		Ok(BlockStatus::Unknown)
	}

	fn number(&self, hash: H256) -> sp_blockchain::Result<Option<NumberFor<Block>>> {
		Ok(self.headers.lock().get(&hash).map(|header| header.number))
	}

	fn hash(&self, number: NumberFor<Block>) -> sp_blockchain::Result<Option<H256>> {
		Ok(self.best_chain.lock().get(number as usize).copied())
	}
}

fn index(chain: &Arc<Chain>) -> EthIndex<Block, Chain> {
	EthIndex::new(chain.clone(), |extrinsic: &OpaqueExtrinsic| {
		let bytes = extrinsic.encode();
		(bytes.last() == Some(&7)).then(|| bytes)
	})
}

fn params(
	number: u32,
	salt: u8,
	eth: H256,
	body: Vec<OpaqueExtrinsic>,
) -> BlockImportParams<Block> {
	let mut digest = Digest::default();
	digest.push(digest_item(eth));
	let header =
		generic::Header::new(number, H256::repeat_byte(salt), H256::zero(), H256::zero(), digest);
	let mut params = BlockImportParams::new(BlockOrigin::Own, header);
	params.body = Some(body);
	params
}

/// Imports as the client does: auxiliary data and header in one step.
fn import(chain: &Arc<Chain>, mut block: BlockImportParams<Block>) -> H256 {
	let index = index(chain);
	let guard = block_on(index.prepare(&mut block)).unwrap();
	let hash = block.post_hash();
	for (key, value) in block.auxiliary.drain(..) {
		chain.aux.lock().insert(key, value.unwrap());
	}
	chain.headers.lock().insert(hash, block.header.clone());
	drop(guard);
	hash
}

fn extrinsic(last: u8) -> OpaqueExtrinsic {
	OpaqueExtrinsic::try_from_encoded_extrinsic(&vec![1u8, 2, last].encode()).unwrap()
}

fn transaction_hash(extrinsic: &OpaqueExtrinsic) -> H256 {
	keccak(&extrinsic.encode())
}

#[test]
fn blocks_and_transactions_are_found_in_all_forks() {
	let chain = Arc::new(Chain::default());
	let (ethereum, other) = (extrinsic(7), extrinsic(8));
	let (eth_a, eth_b) = (H256::repeat_byte(0xa), H256::repeat_byte(0xb));
	let a = import(&chain, params(1, 1, eth_a, vec![ethereum.clone(), other.clone()]));
	let b = import(&chain, params(1, 2, eth_b, vec![ethereum.clone()]));
	assert_ne!(a, b);
	assert_eq!(blocks_of(&*chain, eth_a).unwrap(), vec![a]);
	assert_eq!(blocks_of(&*chain, eth_b).unwrap(), vec![b]);
	assert_eq!(blocks_of(&*chain, H256::zero()).unwrap(), vec![]);
	assert_eq!(blocks_with(&*chain, transaction_hash(&ethereum)).unwrap(), vec![a, b]);
	assert_eq!(blocks_with(&*chain, transaction_hash(&other)).unwrap(), vec![]);
}

#[test]
fn importing_twice_adds_nothing() {
	let chain = Arc::new(Chain::default());
	let eth = H256::repeat_byte(0xa);
	let first = import(&chain, params(1, 1, eth, vec![extrinsic(7)]));
	assert_eq!(import(&chain, params(1, 1, eth, vec![extrinsic(7)])), first);
	assert_eq!(blocks_of(&*chain, eth).unwrap(), vec![first]);
}

#[test]
fn forks_that_finality_left_are_forgotten() {
	let chain = Arc::new(Chain::default());
	let ethereum = extrinsic(7);
	let a = import(&chain, params(1, 1, H256::repeat_byte(1), vec![ethereum.clone()]));
	let b = import(&chain, params(1, 2, H256::repeat_byte(2), vec![ethereum.clone()]));
	*chain.best_chain.lock() = vec![H256::zero(), b];
	*chain.finalized.lock() = 1;
	let c = import(&chain, params(2, 3, H256::repeat_byte(3), vec![ethereum.clone()]));
	let found = blocks_with(&*chain, transaction_hash(&ethereum)).unwrap();
	assert!(!found.contains(&a));
	assert_eq!(found, vec![b, c]);
}

#[test]
fn two_imports_at_once_wait_for_each_other() {
	let chain = Arc::new(Chain::default());
	let index = index(&chain);
	let mut first = params(1, 1, H256::repeat_byte(1), vec![]);
	let guard = block_on(index.prepare(&mut first)).unwrap();
	let mut second = params(1, 2, H256::repeat_byte(2), vec![]);
	let clone = index.clone();
	let mut waiting = Box::pin(clone.prepare(&mut second));
	let waker = futures::task::noop_waker();
	let mut context = std::task::Context::from_waker(&waker);
	assert!(std::future::Future::poll(waiting.as_mut(), &mut context).is_pending());
	drop(guard);
	assert!(block_on(waiting).is_ok());
}

#[test]
fn damaged_entries_are_an_error() {
	let chain = Chain::default();
	let hash = H256::repeat_byte(1);
	chain.insert_aux(&[(&key(BLOCK_PREFIX, &hash)[..], &[0xff, 0xff][..])], &[]).unwrap();
	assert!(blocks_of(&chain, hash).is_err());
	assert_eq!(genesis_header(&chain).unwrap(), None);
}
