// SPDX-License-Identifier: Apache-2.0

//! Between the primitives of the SDK and those of alloy.

use alloy_primitives::{Address, B256, U256};
use sp_core::{H160, H256};

/// An address.
pub fn address(value: H160) -> Address {
	Address::from(value.0)
}

/// An address, the other way.
pub fn h160(value: Address) -> H160 {
	H160(value.into_array())
}

/// A hash.
pub fn b256(value: H256) -> B256 {
	B256::from(value.0)
}

/// A hash, the other way.
pub fn h256(value: B256) -> H256 {
	H256(value.0)
}

/// A number.
pub fn u256(value: sp_core::U256) -> U256 {
	U256::from_limbs(value.0)
}

/// A number, the other way.
pub fn word(value: U256) -> sp_core::U256 {
	sp_core::U256(value.into_limbs())
}

/// A number of 128 bits; the greatest where it does not fit.
pub fn low_u128(value: sp_core::U256) -> u128 {
	value.try_into().unwrap_or(u128::MAX)
}

/// A number of 64 bits; the greatest where it does not fit.
pub fn low_u64(value: sp_core::U256) -> u64 {
	value.try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_keep_their_value() {
		for value in [U256::ZERO, U256::from(1u64) << 200, U256::MAX] {
			assert_eq!(u256(word(value)), value);
			assert_eq!(word(value).to_big_endian(), value.to_be_bytes::<32>());
		}
		assert_eq!(low_u64(sp_core::U256::MAX), u64::MAX);
		assert_eq!(low_u128(sp_core::U256::from(7)), 7);
		assert_eq!(h160(address(H160::repeat_byte(3))), H160::repeat_byte(3));
		assert_eq!(h256(b256(H256::repeat_byte(4))), H256::repeat_byte(4));
	}
}
