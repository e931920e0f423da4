// SPDX-License-Identifier: Apache-2.0

//! The methods, by namespace.

pub mod debug;
pub mod eth;
pub mod net;
pub mod pubsub;
pub mod txpool;
