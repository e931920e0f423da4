// SPDX-License-Identifier: Apache-2.0
//! `worker.toml`: what the worker is told.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::{
	net::SocketAddr,
	path::{Path, PathBuf},
};

/// Name of the configuration file in the data folder.
pub const CONFIG_FILE: &str = "worker.toml";
/// Name of the file with the secret of the operator's account.
pub const OPERATOR_KEY_FILE: &str = "operator.key";
/// Name of the file with the secret that signs receipts and batches.
pub const WORKER_KEY_FILE: &str = "worker.key";

/// Settings of a worker. Relative paths are relative to the data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
	/// WebSocket address of a node.
	pub node: String,
	/// Address the HTTP API listens on.
	pub listen: SocketAddr,
	/// Base URL under which others reach the API; what is registered as endpoint.
	pub public_url: String,
	/// Folder of the base model, Hugging Face layout.
	pub base_model: PathBuf,
	/// Name of the base model in `model: base:adapter`.
	pub base_name: String,
	/// Accept training jobs without asking, when base and budget fit.
	pub accept_jobs: bool,
	/// Least budget of a job, plancks, as a decimal string.
	pub min_budget: String,
	/// Components of the attribution index, a power of two from 16 to 2048.
	pub index_dims: u16,
	/// Threshold factor z of the shares, in thousandths.
	pub z_milli: u32,
	/// Announce an own batch when no validator has done so for this many blocks; 0 never does.
	pub announce_after: u32,
	/// Largest file of one contribution, bytes.
	pub max_contribution_bytes: u32,
	/// Longest time for fetching one file, seconds.
	pub fetch_timeout: u64,
	/// Largest request body, bytes.
	pub max_body_bytes: usize,
	/// Answers computed at the same time.
	pub concurrent_answers: usize,
	/// Most answer tokens where a request says nothing.
	pub default_max_tokens: u32,
	/// Most receipts in one batch.
	pub max_batch_receipts: u32,
}

impl Default for Config {
	fn default() -> Self {
		Self {
			node: "ws://127.0.0.1:9944".into(),
			listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
			public_url: "http://127.0.0.1:8080".into(),
			base_model: "models/base".into(),
			base_name: "openledger-base".into(),
			accept_jobs: true,
			min_budget: "0".into(),
			index_dims: 1_024,
			z_milli: 2_000,
			announce_after: 10,
			max_contribution_bytes: 64 * 1024 * 1024,
			fetch_timeout: 120,
			max_body_bytes: 256 * 1024,
			concurrent_answers: 1,
			default_max_tokens: 64,
			max_batch_receipts: 16_384,
		}
	}
}

impl Config {
	/// Reads `worker.toml` of a data folder and checks it.
	pub fn load(data: &Path) -> Result<Self> {
		let path = data.join(CONFIG_FILE);
		let text = std::fs::read_to_string(&path).map_err(|error| Error::io(&path, error))?;
		let mut config: Self = toml::from_str(&text)
			.map_err(|error| Error::Config(format!("{}: {error}", path.display())))?;
		if config.base_model.is_relative() {
			config.base_model = data.join(&config.base_model);
		}
		config.validate()?;
		Ok(config)
	}

	/// Writes `worker.toml`.
	pub fn save(&self, data: &Path) -> Result<()> {
		let text =
			toml::to_string_pretty(self).map_err(|error| Error::Config(error.to_string()))?;
		write_private(&data.join(CONFIG_FILE), text.as_bytes())
	}

	/// Refuses values that cannot work.
	pub fn validate(&self) -> Result<()> {
		let fail = |text: &str| Err(Error::Config(text.into()));
		if !(16..=2_048).contains(&self.index_dims) || !self.index_dims.is_power_of_two() {
			return fail("index_dims must be a power of two from 16 to 2048");
		}
		if self.min_budget.parse::<u128>().is_err() {
			return fail("min_budget must be plancks in decimal digits");
		}
		if self.concurrent_answers == 0 || self.default_max_tokens == 0 {
			return fail("concurrent_answers and default_max_tokens must be positive");
		}
		if self.max_batch_receipts == 0 || self.max_contribution_bytes == 0 {
			return fail("max_batch_receipts and max_contribution_bytes must be positive");
		}
		if self.base_name.is_empty() || self.base_name.contains(':') {
			return fail("base_name must not be empty and must not contain ':'");
		}
		Ok(())
	}

	/// Least budget of a job, plancks.
	pub fn min_budget(&self) -> u128 {
		self.min_budget.parse().unwrap_or(u128::MAX)
	}

	/// The public URL without a slash at its end.
	pub fn public_base(&self) -> &str {
		self.public_url.trim_end_matches('/')
	}
}

/// Writes a file that only its owner may read, by way of a temporary name.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
	use std::io::Write;
	let part = path.with_extension("part");
	let mut options = std::fs::OpenOptions::new();
	options.write(true).create(true).truncate(true);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
	let mut file = options.open(&part).map_err(|error| Error::io(&part, error))?;
	file.write_all(bytes).map_err(|error| Error::io(&part, error))?;
	file.sync_all().map_err(|error| Error::io(&part, error))?;
	std::fs::rename(&part, path).map_err(|error| Error::io(path, error))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_written_configuration_reads_back() {
		let dir = tempfile::tempdir().unwrap();
		let config = Config { base_model: "/models/base".into(), ..Default::default() };
		config.save(dir.path()).unwrap();
		assert_eq!(Config::load(dir.path()).unwrap(), config);
	}

	#[test]
	fn unknown_settings_and_wrong_values_are_refused() {
		let dir = tempfile::tempdir().unwrap();
		let refused = |text: &str| {
			std::fs::write(dir.path().join(CONFIG_FILE), text).unwrap();
			Config::load(dir.path()).unwrap_err().to_string()
		};
		assert!(refused("nodes = \"ws://x\"").contains("nodes"));
		assert!(refused("index_dims = 8").contains("index_dims"));
		assert!(refused("index_dims = 500").contains("index_dims"));
		assert!(refused("min_budget = \"-1\"").contains("min_budget"));
		assert!(refused("base_name = \"a:b\"").contains("base_name"));
	}
}
