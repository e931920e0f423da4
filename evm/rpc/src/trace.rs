// SPDX-License-Identifier: Apache-2.0

//! Options of `debug_trace*`, in geth's shape.

use crate::error::{Error, Result};
use alloy_primitives::B256;
use alloy_rpc_types_eth::{state::StateOverride, BlockOverrides};
use openledger_evm_primitives::Tracer;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Options of a tracer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TracerConfig {
	/// `callTracer`: only the outermost call.
	pub only_top_call: bool,
	/// `callTracer`: with logs.
	pub with_log: bool,
	/// `prestateTracer`: differences.
	pub diff_mode: bool,
	/// `prestateTracer`: without code.
	pub disable_code: bool,
	/// `prestateTracer`: without storage.
	pub disable_storage: bool,
}

/// Options of a trace. Others that geth knows (`timeout`, `reexec`) have no meaning here and are
/// ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TraceOptions {
	/// Name of the tracer; none records struct logs.
	pub tracer: Option<String>,
	/// Its options.
	pub tracer_config: Option<TracerConfig>,
	/// Struct logs: without the stack.
	pub disable_stack: bool,
	/// Struct logs: with memory.
	pub enable_memory: bool,
	/// Struct logs: without storage.
	pub disable_storage: bool,
	/// Struct logs: with return data.
	pub enable_return_data: bool,
	/// Struct logs: most entries; zero is no limit of the caller's.
	pub limit: u32,
	/// `debug_traceCall`: changes to the state.
	pub state_overrides: Option<StateOverride>,
	/// `debug_traceCall`: changes to the block.
	pub block_overrides: Option<BlockOverrides>,
}

impl TraceOptions {
	/// The tracer.
	///
	/// # Errors
	/// When no such tracer is there.
	pub fn tracer(&self) -> Result<Tracer> {
		let config = self.tracer_config.unwrap_or_default();
		match self.tracer.as_deref() {
			None | Some("" | "structLogger") => Ok(Tracer::StructLogs {
				disable_stack: self.disable_stack,
				enable_memory: self.enable_memory,
				disable_storage: self.disable_storage,
				enable_return_data: self.enable_return_data,
				limit: self.limit,
			}),
			Some("callTracer") => {
				Ok(Tracer::Call { only_top_call: config.only_top_call, with_log: config.with_log })
			},
			Some("prestateTracer") => Ok(Tracer::Prestate {
				diff_mode: config.diff_mode,
				disable_code: config.disable_code,
				disable_storage: config.disable_storage,
			}),
			Some(_) => Err(Error::server(
				"tracer not found: callTracer, prestateTracer and struct logs are served",
			)),
		}
	}
}

/// The trace of a transaction of a block.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransactionTrace {
	/// Transaction.
	pub tx_hash: B256,
	/// The tracer's JSON.
	pub result: Box<RawValue>,
}

/// JSON that the runtime wrote.
///
/// # Errors
/// When it is none.
pub fn raw_json(bytes: Vec<u8>) -> Result<Box<RawValue>> {
	let text = String::from_utf8(bytes).map_err(Error::internal)?;
	RawValue::from_string(text).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{from_value, json};

	fn tracer(options: serde_json::Value) -> Result<Tracer> {
		from_value::<TraceOptions>(options).unwrap().tracer()
	}

	#[test]
	fn tracers_are_named_as_geth_names_them() {
		assert_eq!(
			tracer(json!({})).unwrap(),
			Tracer::StructLogs {
				disable_stack: false,
				enable_memory: false,
				disable_storage: false,
				enable_return_data: false,
				limit: 0
			}
		);
		assert_eq!(
			tracer(json!({ "tracer": "callTracer", "tracerConfig": { "withLog": true } })).unwrap(),
			Tracer::Call { only_top_call: false, with_log: true }
		);
		assert_eq!(
			tracer(json!({ "tracer": "prestateTracer", "tracerConfig": { "diffMode": true } }))
				.unwrap(),
			Tracer::Prestate { diff_mode: true, disable_code: false, disable_storage: false }
		);
		assert!(tracer(json!({ "tracer": "{ result: function() {} }" })).is_err());
		assert!(tracer(json!({ "timeout": "10s", "reexec": 128 })).is_ok());
	}

	#[test]
	fn json_passes_as_it_is() {
		assert_eq!(raw_json(b"{\"a\":1}".to_vec()).unwrap().get(), "{\"a\":1}");
		assert!(raw_json(b"{".to_vec()).is_err());
		assert!(raw_json(vec![0xff]).is_err());
	}
}
