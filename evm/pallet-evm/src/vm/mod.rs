// SPDX-License-Identifier: Apache-2.0
//! The interpreter (revm) over the chain's storage. Nothing outside of this module and of tracing
//! names revm.
//!
//! | module | what |
//! |---|---|
//! | [`db`] | accounts, code and slots as revm reads them, with overrides for calls that change nothing |
//! | [`journal`] | revm's journal with the storage layers that stateful precompiles need |
//! | [`codes`] | codes that are ready to run |
//! | [`precompiles`] | Ethereum's precompiles and the chain's |
//! | [`handler`] | the phases of a transaction where they differ from Ethereum's |
//! | [`interpret`] | the loop that runs a frame's code |
//! | [`instructions`] | opcodes that are replaced |
//! | [`words`] | products and quotients |
//! | [`commit`] | writing what a transaction changed |
//!
//! ## Stateful precompiles
//!
//! revm keeps changes in its journal and undoes them when a frame reverts. A precompile that
//! dispatches a call writes to storage directly. Both are kept in step:
//!
//! 1. Every checkpoint of the journal may be paired with a storage layer of the host. None is opened
//!    until the first stateful precompile runs: then one for each open checkpoint, and from there on
//!    one with each. Ordinary transactions pay nothing.
//! 2. Before the precompile runs, balances and nonces that the journal changed are written to
//!    storage; afterwards what changed there is taken over as entries of the journal.
//! 3. A frame that reverts undoes its journal entries and rolls its layer back. Accounts that were
//!    first loaded inside are read again.
//! 4. A view, and any precompile called statically, runs in a layer of its own that is always rolled
//!    back.
//! 5. `DELEGATECALL` and `CALLCODE` into stateful precompiles revert. A precompile cannot start the
//!    EVM again.

mod codes;
pub mod commit;
pub mod convert;
pub mod db;
pub mod handler;
pub mod instructions;
mod interpret;
pub mod journal;
mod machine;
mod overrides;
pub mod precompiles;
mod words;

pub use db::{HostDb, Overlay};
pub use handler::Mode;
pub use journal::LayeredJournal;
pub use machine::{fit, Context, Machine, Setup};
