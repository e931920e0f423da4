// SPDX-License-Identifier: Apache-2.0
//! Batches (PROTOCOL §4–§6): closing the books of an epoch, serving proofs, settling.
//!
//! | file | what |
//! |---|---|
//! | `build` | from receipts and reports to header and trees |
//! | `plan` | which receipts may be booked now |
//! | `books` | signing, storing, loading |
//! | `bundle` | what validators and challengers ask for |
//! | `drive` | announcing, answering demands, settling, paying |

mod books;
mod build;
mod bundle;
mod drive;
mod plan;

pub use books::Books;
pub use build::{build, Built, Entry, MIN_FEES};
pub use openledger_primitives_objects::{BatchBody, LeafProof};
pub use plan::{plan, Bounds, Plan};

use codec::Encode;
use openledger_primitives::Hash;
use openledger_primitives_objects::BatchHeader;

/// What the chain stores of a header: blake2_256 of its SCALE bytes.
pub fn header_hash(header: &BatchHeader) -> Hash {
	Hash::from(sp_crypto_hashing::blake2_256(&header.encode()))
}
