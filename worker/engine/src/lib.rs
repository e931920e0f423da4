// SPDX-License-Identifier: Apache-2.0
//! The worker's engine: a small Llama-style base model, LoRA adapters over it, their training,
//! canonical per-example gradients, answers, and the attribution index.
//!
//! | part | types |
//! |---|---|
//! | base model, tokenizer | [`BaseModel`], [`ModelConfig`], [`TextCodec`], [`Example`] |
//! | adapters (PEFT files) | [`Adapter`], [`LoraConfig`], [`Target`], [`ReadyAdapter`] |
//! | many adapters | [`AdapterStore`] |
//! | training, checkpoints | [`Trainer`], [`TrainConfig`], [`Progress`] |
//! | gradients | [`Gradients`], [`LoraGradient`] |
//! | attribution | [`Index`], [`IndexConfig`], [`IndexInput`], [`Row`], [`Query`], [`Scores`] |
//! | answers | [`Generator`], [`Sampling`], [`Generation`], [`StopReason`] |
//! | text of crates as rows | [`corpus`] |
//!
//! The canonical path (modules `math`, `forward`, `backward`) is f32 on one thread with a fixed
//! order of every sum and no platform functions, so that another machine gets the same bits. It
//! is checked against finite differences and against candle's automatic differentiation.
//!
//! ```no_run
//! use openledger_worker_engine::*;
//! # fn main() -> Result<()> {
//! let base = BaseModel::load("models/base")?;
//! let rows = vec![base.row("fn len: Returns the number of elements in the map.")?];
//! let mut trainer =
//!     Trainer::new(&base, &rows, &Default::default(), TrainConfig::default(), None)?;
//! trainer.run(|p| println!("{}/{} {:.3}", p.step, p.steps, p.loss))?;
//! let adapter = ReadyAdapter::new(&base, trainer.adapter().clone())?;
//! let inputs = vec![IndexInput { contribution: 0, example: rows[0].clone(), decoy: false }];
//! let index = Index::build(&base, &adapter, &inputs, IndexConfig::default(), |_| ())?;
//! let prompt = base.prompt("fn len:")?;
//! let generator = Generator::new(&base, Some(&adapter));
//! let answer = generator.run(&prompt, &Sampling::default(), |_| true)?;
//! let query = index.query(&base, &adapter, &base.answer(&prompt, &answer.tokens)?)?;
//! let scores = index.scores(&query)?;
//! # Ok(()) }
//! ```

#![deny(missing_docs)]

mod adamw;
mod adapter;
pub mod autograd;
mod backward;
pub mod bm25;
mod checkpoint;
mod config;
pub mod corpus;
mod error;
pub mod evaluate;
mod forward;
mod generate;
mod gradients;
mod index;
pub mod lds;
mod math;
mod model;
pub mod peft;
pub mod pretrain;
mod projector;
mod store;
mod text;
mod train;
mod weights;

pub use adapter::{Adapter, LoraConfig, LoraPair, Target};
pub use config::ModelConfig;
pub use error::{blake2_256, hex, Error, Result};
pub use generate::{Generation, Generator, Sampling, StopReason};
pub use gradients::{Gradients, LoraGradient, ReadyAdapter};
pub use index::{
	contribution_sums, round_shift, ContributionSum, Index, IndexConfig, IndexInput, Query, Row,
	Scores, MAX_DIM, MAX_SCALE, SHIFT,
};
pub use model::{BaseModel, Example};
pub use projector::Projector;
pub use store::AdapterStore;
pub use text::{TextCodec, TextStream, BOS, EOS};
pub use train::{Backend, Progress, TrainConfig, Trainer};
