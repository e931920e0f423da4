// SPDX-License-Identifier: Apache-2.0

//! A report as a table and as a file.

use anyhow::Result;
use serde_json::Value;
use std::{fs, path::Path};

/// Prints a report and writes it to a file.
///
/// # Errors
/// When the file cannot be written.
pub fn write(report: &Value, output: &Path) -> Result<()> {
	print("", report);
	if let Some(folder) = output.parent() {
		fs::create_dir_all(folder)?;
	}
	fs::write(output, serde_json::to_string_pretty(report)? + "\n")?;
	println!("\nwrote {}", output.display());
	Ok(())
}

/// One line for each number, with its path.
fn print(path: &str, value: &Value) {
	match value {
		Value::Object(fields) => {
			for (name, value) in fields {
				let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
				print(&path, value);
			}
		},
		Value::Array(rows) => {
			for (index, value) in rows.iter().enumerate() {
				print(&format!("{path}.{index}"), value);
			}
		},
		Value::String(text) => println!("{path:44} {text}"),
		other => println!("{path:44} {other:>16}"),
	}
}
