// SPDX-License-Identifier: Apache-2.0
//! In construction.
#![cfg_attr(not(feature = "std"), no_std)]
