// SPDX-License-Identifier: Apache-2.0

//! Copies, comparisons and fillings of memory in wasm, eight bytes at a time.
//!
//! The executor has no instruction for any of them, and the compiler's own functions go by words of four
//! bytes and only where both sides are aligned alike; wasm reads and writes at any address. In a runtime
//! these take the place of the compiler's, which are weak symbols: it is enough that the crate is linked.
//! Natively they have names of their own, for tests.

#![no_std]
#![deny(missing_docs)]

#[cfg(test)]
extern crate std;
#[cfg(test)]
mod tests;

use core::ptr;

/// Bytes of a chunk.
const CHUNK: usize = 8;

/// Reads a chunk from any address.
///
/// # Safety
/// Its bytes can be read.
#[inline(always)]
unsafe fn load(from: *const u8) -> u64 {
	ptr::read_unaligned(from.cast())
}

/// Writes a chunk to any address.
///
/// # Safety
/// Its bytes can be written.
#[inline(always)]
unsafe fn store(to: *mut u8, chunk: u64) {
	ptr::write_unaligned(to.cast(), chunk);
}

/// C's `memcpy`. The compiler does not make a call of itself of the loops of a function with this name.
///
/// # Safety
/// As C's: `length` bytes at either, which do not overlap.
#[cfg_attr(substrate_runtime, no_mangle)]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, length: usize) -> *mut u8 {
	if length < CHUNK {
		for n in 0..length {
			*to.add(n) = *from.add(n);
		}
		return to;
	}
	let mut done = 0;
	while length - done >= 4 * CHUNK {
		let (to, from) = (to.add(done), from.add(done));
		let chunks = [load(from), load(from.add(8)), load(from.add(16)), load(from.add(24))];
		store(to, chunks[0]);
		store(to.add(8), chunks[1]);
		store(to.add(16), chunks[2]);
		store(to.add(24), chunks[3]);
		done += 4 * CHUNK;
	}
	while length - done > CHUNK {
		store(to.add(done), load(from.add(done)));
		done += CHUNK;
	}
	// The last chunk may begin before `done`.
	store(to.add(length - CHUNK), load(from.add(length - CHUNK)));
	to
}

/// C's `memcmp`.
///
/// # Safety
/// As C's: `length` bytes at either.
#[cfg_attr(substrate_runtime, no_mangle)]
pub unsafe extern "C" fn memcmp(left: *const u8, right: *const u8, length: usize) -> i32 {
	let mut done = 0;
	while length - done >= CHUNK {
		let (l, r) = (load(left.add(done)), load(right.add(done)));
		if l != r {
			// The byte at the lowest address counts most.
			return if l.swap_bytes() < r.swap_bytes() { -1 } else { 1 };
		}
		done += CHUNK;
	}
	while done < length {
		let (l, r) = (*left.add(done), *right.add(done));
		if l != r {
			return i32::from(l) - i32::from(r);
		}
		done += 1;
	}
	0
}

/// Whether memory differs: `memcmp` where its order does not matter.
///
/// # Safety
/// As [`memcmp`].
#[cfg_attr(substrate_runtime, no_mangle)]
pub unsafe extern "C" fn bcmp(left: *const u8, right: *const u8, length: usize) -> i32 {
	memcmp(left, right, length)
}

/// C's `memset`. The compiler does not make a call of itself of the loops of a function with this name.
///
/// # Safety
/// As C's: `length` bytes that can be written.
#[cfg_attr(substrate_runtime, no_mangle)]
pub unsafe extern "C" fn memset(to: *mut u8, byte: i32, length: usize) -> *mut u8 {
	let byte = byte as u8;
	if length < CHUNK {
		for n in 0..length {
			*to.add(n) = byte;
		}
		return to;
	}
	let chunk = u64::from_ne_bytes([byte; CHUNK]);
	let mut done = 0;
	while length - done > CHUNK {
		store(to.add(done), chunk);
		done += CHUNK;
	}
	// The last chunk may begin before `done`.
	store(to.add(length - CHUNK), chunk);
	to
}
