// SPDX-License-Identifier: Apache-2.0

//! Where the runtime's memory comes from.
//!
//! The SDK's own allocator asks the host for every single piece of memory: a call out of wasm to get it and
//! another to give it back, several hundred times in a transaction. Here [`talc`] gives out pieces of an
//! arena inside wasm. What does not fit there, and what host functions return, is the host's as before;
//! the address says whose a piece is.
//!
//! An instance of the runtime lives for one call, so nothing here outlasts a block.

use core::{
	alloc::{GlobalAlloc, Layout},
	mem::MaybeUninit,
	ptr,
};
use talc::wasm::{new_wasm_arena_allocator, WasmArenaTalc};

/// Bytes of the arena. They are zeros that no one has touched until they are used: they are not in the
/// blob, and a call that needs little memory pays for little.
const ARENA_BYTES: usize = 16 * 1024 * 1024;

/// Greatest alignment that the host gives by itself.
const HOST_ALIGNMENT: usize = 8;

static mut ARENA: [MaybeUninit<u8>; ARENA_BYTES] = [MaybeUninit::uninit(); ARENA_BYTES];

// SAFETY: nothing but the allocator uses the arena.
static IN_WASM: WasmArenaTalc = unsafe { new_wasm_arena_allocator(&raw mut ARENA) };

/// The arena, then the host.
struct Heap;

#[global_allocator]
static HEAP: Heap = Heap;

fn is_in_arena(piece: *const u8) -> bool {
	let start = &raw const ARENA as usize;
	(piece as usize).wrapping_sub(start) < ARENA_BYTES
}

/// Memory from the host, aligned. How far the piece was moved stands in the two bytes before it, as in
/// the SDK's allocator: the last two of the host's header, which it does not use, where nothing was moved.
/// The host's own pieces say zero there.
///
/// # Safety
/// As [`GlobalAlloc::alloc`].
unsafe fn host_alloc(layout: Layout) -> *mut u8 {
	let more = layout.align().saturating_sub(HOST_ALIGNMENT);
	let Some(size) = layout.size().checked_add(more).and_then(|size| u32::try_from(size).ok())
	else {
		return ptr::null_mut();
	};
	let piece = sp_io::allocator::malloc(size);
	let moved = piece.align_offset(layout.align());
	let Ok(note) = u16::try_from(moved) else { return ptr::null_mut() };
	let piece = piece.add(moved);
	piece.cast::<u16>().sub(1).write_unaligned(note);
	piece
}

/// Gives memory back to the host.
///
/// # Safety
/// The host gave it: by [`host_alloc`], or from a host function.
unsafe fn host_dealloc(piece: *mut u8) {
	let moved = piece.cast::<u16>().sub(1).read_unaligned();
	sp_io::allocator::free(piece.sub(usize::from(moved)));
}

// SAFETY: both allocators keep the contract, each for its own addresses. A runtime has one thread.
unsafe impl GlobalAlloc for Heap {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		let piece = IN_WASM.alloc(layout);
		if piece.is_null() {
			return host_alloc(layout);
		}
		piece
	}

	unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
		if is_in_arena(piece) {
			IN_WASM.dealloc(piece, layout);
		} else {
			host_dealloc(piece);
		}
	}

	unsafe fn realloc(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
		if is_in_arena(piece) {
			let moved = IN_WASM.realloc(piece, layout, size);
			if !moved.is_null() {
				return moved;
			}
		}
		let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
		if !new.is_null() {
			ptr::copy_nonoverlapping(piece, new, layout.size().min(size));
			self.dealloc(piece, layout);
		}
		new
	}
}
