// SPDX-License-Identifier: Apache-2.0

//! Known answers and fuzzing. Every call of a precompile runs on both implementations.

mod compared;
mod fuzz;
mod inputs;
mod secp256k1;
mod tries;
mod vectors;
