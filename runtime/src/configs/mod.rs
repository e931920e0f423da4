// SPDX-License-Identifier: Apache-2.0

//! How each pallet is set up, by domain.

pub mod consensus;
pub mod ethereum;
pub mod knowledge;
pub mod money;
pub mod system;
pub mod utility;

pub use consensus::*;
pub use ethereum::*;
pub use knowledge::*;
pub use money::*;
pub use system::*;
pub use utility::*;
