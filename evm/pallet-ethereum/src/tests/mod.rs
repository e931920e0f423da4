// SPDX-License-Identifier: Apache-2.0
//! Tests of decoding, of the pool's rules, of blocks, and of what bad input does.

mod blocks;
mod decode;
mod pool;
mod signing;
