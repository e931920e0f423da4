// SPDX-License-Identifier: Apache-2.0

//! Values of governed parameters that cannot be out of bounds: the bounds are part of the type, and
//! what lies outside does not decode. A referendum with such a value cannot even be submitted.

use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen};
use scale_info::{build::Fields, Path, Type, TypeInfo};

macro_rules! ranged {
	($( #[doc = $doc:literal] $name:ident($inner:ty) ),* $(,)?) => { $(
		#[doc = $doc]
		/// From `MIN` to `MAX`, both included.
		#[derive(Clone, Copy, PartialEq, Eq, Debug)]
		pub struct $name<const MIN: $inner, const MAX: $inner>($inner);

		impl<const MIN: $inner, const MAX: $inner> $name<MIN, MAX> {
			/// The value, when it lies within the bounds.
			pub const fn new(value: $inner) -> Option<Self> {
				if value >= MIN && value <= MAX {
					Some(Self(value))
				} else {
					None
				}
			}

			/// A value that is known when the runtime is built.
			///
			/// # Panics
			/// At build time only, when the value is out of bounds.
			pub const fn constant(value: $inner) -> Self {
				match Self::new(value) {
					Some(value) => value,
					None => panic!("a default lies outside its bounds"),
				}
			}

			/// The plain number.
			pub const fn get(self) -> $inner {
				self.0
			}
		}

		impl<const MIN: $inner, const MAX: $inner> Encode for $name<MIN, MAX> {
			fn size_hint(&self) -> usize {
				self.0.size_hint()
			}

			fn using_encoded<R, F: FnOnce(&[u8]) -> R>(&self, f: F) -> R {
				self.0.using_encoded(f)
			}
		}

		impl<const MIN: $inner, const MAX: $inner> EncodeLike for $name<MIN, MAX> {}

		impl<const MIN: $inner, const MAX: $inner> Decode for $name<MIN, MAX> {
			fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
				Self::new(Decode::decode(input)?).ok_or_else(|| "value out of bounds".into())
			}
		}

		impl<const MIN: $inner, const MAX: $inner> DecodeWithMemTracking for $name<MIN, MAX> {}

		impl<const MIN: $inner, const MAX: $inner> MaxEncodedLen for $name<MIN, MAX> {
			fn max_encoded_len() -> usize {
				<$inner>::max_encoded_len()
			}
		}

		impl<const MIN: $inner, const MAX: $inner> TypeInfo for $name<MIN, MAX> {
			type Identity = Self;

			fn type_info() -> Type {
				let bounds = alloc::format!("From {MIN} to {MAX}.");
				let bounds: &'static str = alloc::boxed::Box::leak(bounds.into_boxed_str());
				Type::builder()
					.path(Path::new(stringify!($name), module_path!()))
					.docs_always(&[$doc, bounds])
					.composite(Fields::unnamed().field(|f| f.ty::<$inner>()))
			}
		}
	)* };
}

ranged! {
	/// An amount of OPEN in plancks.
	Plancks(u128),
	/// Parts per million.
	PartsPerMillion(u32),
	/// How many.
	Count(u32),
	/// Gas of the Ethereum layer.
	Gas(u64),
}

#[cfg(test)]
mod tests {
	use super::*;

	type Part = PartsPerMillion<10, 20>;

	#[test]
	fn what_lies_outside_does_not_decode() {
		for value in [0u32, 9, 21, u32::MAX] {
			assert!(Part::decode(&mut &value.encode()[..]).is_err());
		}
		for value in [10u32, 15, 20] {
			assert_eq!(Part::decode(&mut &value.encode()[..]).unwrap().get(), value);
			assert_eq!(Part::constant(value).encode(), value.encode());
		}
		assert!(Part::decode(&mut &[1u8, 2][..]).is_err());
	}
}
