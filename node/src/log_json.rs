// SPDX-License-Identifier: Apache-2.0

//! The log as one JSON object a line, for `--log-json`.

use serde_json::{Map, Value};
use std::{
	fmt,
	io::IsTerminal,
	time::{SystemTime, UNIX_EPOCH},
};
use tracing::{
	field::{Field, Visit},
	Event, Subscriber,
};
use tracing_log::NormalizeEvent;
use tracing_subscriber::{
	fmt::{format::Writer, FmtContext, FormatEvent, FormatFields},
	registry::LookupSpan,
	EnvFilter,
};

/// What is logged when nobody says otherwise: as the SDK's own logger.
const DEFAULT: &str =
	"info,ws=off,yamux=off,regalloc=off,cranelift_codegen=off,cranelift_wasm=warn,\
	hyper=warn,trust_dns_proto=off,hickory_proto=off,libp2p_mdns::behaviour::iface=off,\
	rustls::common_state=off,rustls::conn=off";

/// Makes this the process's log. `directives` are those of `-l`, which come after `RUST_LOG`'s.
///
/// # Errors
/// When a directive does not parse, or there is a log already.
pub fn init(directives: &str) -> Result<(), String> {
	let from_env = std::env::var("RUST_LOG").unwrap_or_default();
	let filter = [DEFAULT, &from_env, directives]
		.iter()
		.flat_map(|list| list.split(','))
		.map(str::trim)
		.filter(|directive| !directive.is_empty())
		.try_fold(EnvFilter::default(), |filter, directive| {
			let parsed = directive
				.parse()
				.map_err(|error| format!("log directive `{directive}`: {error}"))?;
			Ok::<_, String>(filter.add_directive(parsed))
		})?;
	let level = filter.max_level_hint().map_or(log::LevelFilter::Trace, |level| {
		level.to_string().parse().unwrap_or(log::LevelFilter::Trace)
	});
	tracing_log::LogTracer::init_with_filter(level).map_err(|error| error.to_string())?;
	let subscriber = tracing_subscriber::fmt()
		.with_env_filter(filter)
		.with_writer(std::io::stderr)
		.with_ansi(std::io::stderr().is_terminal())
		.event_format(Json)
		.finish();
	tracing::subscriber::set_global_default(subscriber).map_err(|error| error.to_string())
}

/// Writes an event as a JSON object.
struct Json;

impl<S, N> FormatEvent<S, N> for Json
where
	S: Subscriber + for<'a> LookupSpan<'a>,
	N: for<'a> FormatFields<'a> + 'static,
{
	fn format_event(
		&self,
		_: &FmtContext<'_, S, N>,
		mut writer: Writer<'_>,
		event: &Event<'_>,
	) -> fmt::Result {
		// Events of the `log` crate carry their target in fields.
		let normalized = event.normalized_metadata();
		let metadata = normalized.as_ref().unwrap_or_else(|| event.metadata());
		let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
		let mut object = Map::new();
		let milliseconds = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
		object.insert("time".into(), milliseconds.into());
		object.insert("level".into(), metadata.level().to_string().to_lowercase().into());
		object.insert("target".into(), metadata.target().into());
		event.record(&mut Fields(&mut object));
		writeln!(writer, "{}", Value::Object(object))
	}
}

/// Collects fields.
struct Fields<'a>(&'a mut Map<String, Value>);

impl Fields<'_> {
	fn put(&mut self, field: &Field, value: Value) {
		// Where a `log` record came from; its target is known already.
		if !field.name().starts_with("log.") {
			self.0.insert(field.name().into(), value);
		}
	}
}

impl Visit for Fields<'_> {
	fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
		self.put(field, format!("{value:?}").into());
	}

	fn record_str(&mut self, field: &Field, value: &str) {
		self.put(field, value.into());
	}

	fn record_u64(&mut self, field: &Field, value: u64) {
		self.put(field, value.into());
	}

	fn record_i64(&mut self, field: &Field, value: i64) {
		self.put(field, value.into());
	}

	fn record_bool(&mut self, field: &Field, value: bool) {
		self.put(field, value.into());
	}
}
