// SPDX-License-Identifier: Apache-2.0

//! How each pallet is set up, by domain.

pub mod attesters;
pub mod consensus;
pub mod ethereum;
pub mod governance;
pub mod knowledge;
pub mod money;
pub mod parameters;
pub mod safety;
pub mod staking;
pub mod system;
pub mod tracks;
pub mod utility;

pub use attesters::*;
pub use consensus::*;
pub use ethereum::*;
pub use governance::*;
pub use knowledge::*;
pub use money::*;
pub use parameters::*;
pub use safety::*;
pub use staking::*;
pub use system::*;
pub use tracks::Tracks;
pub use utility::*;
