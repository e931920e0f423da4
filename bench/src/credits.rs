// SPDX-License-Identifier: Apache-2.0

//! A batch whose credits are due, and the calls that apply them.

use crate::{
	chain::sealed,
	scene::{book::Book, flow::*, *},
};
use openledger_primitives::OPEN;
use openledger_runtime::*;
use sp_io::TestExternalities;

/// Leaves of a call.
const LEAVES: u32 = 128;

/// A loop in which everyone is somebody else.
pub fn cast() -> Cast {
	Cast {
		owner: Key::Bob,
		curator: Key::Ferdie,
		worker: Key::Dave,
		payer: Key::Alice,
		maker: Key::Eve,
	}
}

/// A chain on which a batch of so many answers, on data of `contributors`, is settled but for its
/// credits.
pub fn crediting(contributors: &[Key], answers: u32) -> (TestExternalities, Book) {
	let mut chain = genesis("development");
	let book = chain.execute_with(|| {
		next_block();
		let made = Loop::prepare(cast(), contributors, 3);
		let session = made.open(50 * OPEN);
		run(periods().batch_epoch);
		let book = made.book(&[session], answers, 1);
		call(Key::Alice, book.announce()).expect("an honest batch is announced");
		let is_crediting = |book: &Book| {
			let status = batch(book.id()).map(|batch| batch.status);
			matches!(status, Some(pallet_attribution::BatchStatus::Crediting { .. }))
		};
		while !is_crediting(&book) && carry(&book, Key::Alice) {}
		book
	});
	(sealed(&mut chain), book)
}

/// Alice's extrinsics that apply all credits of a book.
pub fn calls(book: &Book) -> Vec<UncheckedExtrinsic> {
	let credits = book.credits.len() as u32;
	let first = System::account_nonce(Key::Alice.to_account_id());
	(0..credits.div_ceil(LEAVES))
		.map(|at| {
			let from = at * LEAVES;
			let credit = book.credit(from, (credits - from).min(LEAVES));
			signed(Key::Alice, first + at, credit.expect("the range is in the tree"))
		})
		.collect()
}
