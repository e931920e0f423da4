// SPDX-License-Identifier: Apache-2.0
//! OPEN as people write it.

use anyhow::{bail, Context, Result};
use openledger_primitives::{Balance, OPEN};

/// Decimal places of OPEN.
const DECIMALS: usize = 18;

/// `1234500000000000000` → `1.2345`.
pub fn show(plancks: Balance) -> String {
	let whole = plancks / OPEN;
	let fraction = format!("{:018}", plancks % OPEN);
	match fraction.trim_end_matches('0') {
		"" => whole.to_string(),
		digits => format!("{whole}.{digits}"),
	}
}

/// `1.2345` → `1234500000000000000`.
pub fn parse(text: &str) -> Result<Balance> {
	let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
	if fraction.len() > DECIMALS {
		bail!("OPEN has {DECIMALS} decimal places, {text:?} has {}", fraction.len());
	}
	let whole: Balance = whole.parse().with_context(|| format!("{text:?} is not an amount"))?;
	let fraction: Balance =
		format!("{fraction:0<18}").parse().with_context(|| format!("{text:?} is not an amount"))?;
	whole
		.checked_mul(OPEN)
		.and_then(|plancks| plancks.checked_add(fraction))
		.with_context(|| format!("{text:?} is more OPEN than there can be"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn amounts_round_trip() {
		for text in ["0", "1", "1.5", "0.000000000000000001", "123456789.25"] {
			assert_eq!(show(parse(text).unwrap()), text);
		}
		for text in ["", ".5x", "1.0000000000000000001", "-1", "1e3", "999999999999999999999999999"]
		{
			assert!(parse(text).is_err(), "{text}");
		}
	}
}
