// SPDX-License-Identifier: Apache-2.0

//! What the runtime does inside wasm where the SDK asks the host: a call of the host for something small takes
//! several times as long as the thing itself.

mod hashing;
mod heap;

pub use hashing::install;
