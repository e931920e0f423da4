// SPDX-License-Identifier: Apache-2.0
//! Writes `vectors/*.json` anew: `cargo run --release -p openledger-primitives-objects --example
//! vectors`. Needed only when a format changes; `tests/vectors.rs` compares what is there with what
//! this would write.

mod make;

fn main() -> std::io::Result<()> {
	let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
	for (name, value) in make::all() {
		let text = serde_json::to_string_pretty(&value).map_err(std::io::Error::other)?;
		std::fs::write(folder.join(name), format!("{text}\n"))?;
		println!("{name}");
	}
	Ok(())
}
