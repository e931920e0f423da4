// SPDX-License-Identifier: Apache-2.0

//! What only one thread uses: a runtime has no other.

use core::cell::UnsafeCell;

/// A value that is changed in place.
pub struct Single<T>(UnsafeCell<T>);

// SAFETY: there is one thread.
unsafe impl<T> Sync for Single<T> {}

impl<T> Single<T> {
	/// The value.
	pub const fn new(value: T) -> Self {
		Self(UnsafeCell::new(value))
	}

	/// Uses the value. `with` must not come back here for the same value: nothing that the host does calls
	/// the runtime, so what calls nothing but the host and the value's own functions does not.
	pub fn with<R>(&self, with: impl FnOnce(&mut T) -> R) -> R {
		// SAFETY: there is one thread, and `with` does not come back.
		with(unsafe { &mut *self.0.get() })
	}
}
