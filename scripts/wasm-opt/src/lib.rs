// SPDX-License-Identifier: Apache-2.0

//! Stand-in for the `wasm-opt` crate in the runtime build.
//!
//! `substrate-wasm-builder` asks for two lossless passes: strip DWARF and lower sign extensions. The
//! crate compiles all of binaryen from C++ for that; this one offers the same few functions and runs
//! the distribution's `wasm-opt` program (`apt-get install binaryen`, done by `scripts/setup.sh`).
//!
//! A program too old to know sign-extension lowering is still correct here: the runtime's target,
//! `wasm32v1-none`, has no such instructions, and `--mvp-features` makes the program refuse a module
//! that holds one.

use std::{fmt, path::Path, process::Command};

/// The passes that the builder uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
	/// Remove DWARF debug sections.
	StripDwarf,
	/// Replace sign-extension instructions by MVP ones.
	SignextLowering,
}

impl Pass {
	fn flag(self) -> &'static str {
		match self {
			Pass::StripDwarf => "--strip-dwarf",
			Pass::SignextLowering => "--signext-lowering",
		}
	}
}

/// Why a run failed.
#[derive(Debug)]
pub enum OptimizationError {
	/// The program could not be started.
	Start(std::io::Error),
	/// The program ended with an error; its standard error output.
	Failed(String),
}

impl fmt::Display for OptimizationError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Start(e) => write!(f, "cannot start `wasm-opt` (apt-get install binaryen): {e}"),
			Self::Failed(e) => write!(f, "`wasm-opt` failed: {e}"),
		}
	}
}

impl std::error::Error for OptimizationError {}

/// Options of one run.
#[derive(Clone, Debug, Default)]
pub struct OptimizationOptions {
	mvp: bool,
	names: bool,
	passes: Vec<Pass>,
}

impl OptimizationOptions {
	/// No optimisation beyond the passes added later.
	pub fn new_opt_level_0() -> Self {
		Self::default()
	}

	/// Refuse anything beyond the first version of WebAssembly.
	pub fn mvp_features_only(&mut self) -> &mut Self {
		self.mvp = true;
		self
	}

	/// Keep the name section.
	pub fn debug_info(&mut self, keep: bool) -> &mut Self {
		self.names = keep;
		self
	}

	/// Run `pass` too.
	pub fn add_pass(&mut self, pass: Pass) -> &mut Self {
		self.passes.push(pass);
		self
	}

	/// Read the module at `input`, write the result to `output`.
	pub fn run(
		&self,
		input: impl AsRef<Path>,
		output: impl AsRef<Path>,
	) -> Result<(), OptimizationError> {
		let help = Command::new("wasm-opt").arg("--help").output().map_err(OptimizationError::Start)?;
		let help = String::from_utf8_lossy(&help.stdout).into_owned();
		let mut command = Command::new("wasm-opt");
		command.arg(input.as_ref()).arg("-o").arg(output.as_ref());
		if self.mvp {
			command.arg("--mvp-features").arg("--enable-mutable-globals");
		}
		if self.names {
			command.arg("-g");
		}
		for pass in &self.passes {
			if help.contains(pass.flag()) {
				command.arg(pass.flag());
			}
		}
		let done = command.output().map_err(OptimizationError::Start)?;
		if done.status.success() {
			Ok(())
		} else {
			Err(OptimizationError::Failed(String::from_utf8_lossy(&done.stderr).into_owned()))
		}
	}
}
