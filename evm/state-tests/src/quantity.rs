// SPDX-License-Identifier: Apache-2.0

//! Numbers and bytes as fixtures write them.

use serde::{de::Error as _, Deserialize, Deserializer};
use sp_core::{H256, U256};

/// An unsigned number. Fixtures write hexadecimal with leading zeros, without any digit (`0x`), or, where
/// the number is meant to be too big for its field, as `0x:bigint 0x…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
	/// A number of up to 256 bits.
	Fits(U256),
	/// A number that needs more than 256 bits.
	TooBig,
}

impl Quantity {
	/// Reads a number.
	///
	/// # Errors
	/// What is wrong with the text.
	pub fn parse(text: &str) -> Result<Self, String> {
		let text = text.strip_prefix("0x:bigint ").unwrap_or(text).trim();
		let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
			Some(digits) => (digits, 16),
			None => (text, 10),
		};
		if !digits.chars().all(|digit| digit.is_digit(radix)) {
			return Err(format!("`{}` is not a number", shorten(text)));
		}
		Ok(match digits.trim_start_matches('0') {
			"" => Self::Fits(U256::zero()),
			digits => U256::from_str_radix(digits, radix).map_or(Self::TooBig, Self::Fits),
		})
	}

	/// The number, if it fits 256 bits.
	pub fn u256(self) -> Option<U256> {
		match self {
			Self::Fits(number) => Some(number),
			Self::TooBig => None,
		}
	}

	/// The number as a slot or a value of storage, if it fits.
	pub fn h256(self) -> Option<H256> {
		self.u256().map(|number| H256(number.to_big_endian()))
	}

	/// The number, if it fits 64 bits.
	pub fn u64(self) -> Option<u64> {
		self.u256().and_then(|number| u64::try_from(number).ok())
	}
}

impl<'de> Deserialize<'de> for Quantity {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		#[derive(Deserialize)]
		#[serde(untagged)]
		enum Written {
			Text(String),
			Number(u64),
		}
		match Written::deserialize(deserializer)? {
			Written::Text(text) => Self::parse(&text).map_err(D::Error::custom),
			Written::Number(number) => Ok(Self::Fits(U256::from(number))),
		}
	}
}

/// Bytes in hexadecimal, with or without `0x`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data(pub Vec<u8>);

impl Data {
	/// Reads bytes.
	///
	/// # Errors
	/// What is wrong with the text.
	pub fn parse(text: &str) -> Result<Self, String> {
		let digits = text.strip_prefix("0x").unwrap_or(text);
		hex::decode(digits)
			.map(Self)
			.map_err(|error| format!("`{}` is not hexadecimal data: {error}", shorten(text)))
	}

	/// The bytes as an array of one length.
	///
	/// # Errors
	/// The length is another one.
	pub fn array<const N: usize>(&self) -> Result<[u8; N], String> {
		self.0
			.as_slice()
			.try_into()
			.map_err(|_| format!("{} bytes where {N} are expected", self.0.len()))
	}
}

impl<'de> Deserialize<'de> for Data {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
	}
}

/// The beginning of a text, for messages.
fn shorten(text: &str) -> String {
	const KEPT: usize = 40;
	if text.chars().count() <= KEPT {
		return text.into();
	}
	text.chars().take(KEPT).chain("…".chars()).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_of_all_forms_are_read() {
		for (text, number) in
			[("0x", 0), ("", 0), ("0x00", 0), ("0x0", 0), ("0x0a", 10), ("0XfF", 255), ("12", 12)]
		{
			assert_eq!(Quantity::parse(text), Ok(Quantity::Fits(U256::from(number))), "{text}");
		}
		let full = format!("0x{}", "f".repeat(64));
		assert_eq!(Quantity::parse(&full), Ok(Quantity::Fits(U256::MAX)));
		assert_eq!(Quantity::parse(&format!("0x000{}", &full[2..])), Ok(Quantity::Fits(U256::MAX)));
		assert_eq!(Quantity::parse(&format!("0x:bigint {full}1")), Ok(Quantity::TooBig));
	}

	#[test]
	fn what_is_no_number_is_refused() {
		for text in ["0xg", "-1", "1.5", "0x 1", "abc", "0x:bigint", "0x_1"] {
			assert!(Quantity::parse(text).is_err(), "{text}");
		}
	}

	#[test]
	fn data_must_be_whole_bytes() {
		assert_eq!(Data::parse("0x00ff"), Ok(Data(vec![0, 255])));
		assert_eq!(Data::parse(""), Ok(Data(Vec::new())));
		assert!(Data::parse("0x0").is_err());
		assert!(Data::parse("0xzz").is_err());
		assert!(Data(vec![1, 2]).array::<3>().is_err());
	}
}
