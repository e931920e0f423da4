// SPDX-License-Identifier: Apache-2.0

use crate::{ethereum_tries, ordered_root};
use hex_literal::hex;

#[test]
fn roots_are_those_of_the_yellow_paper() {
	let empty = hex!("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
	assert_eq!(ordered_root(Vec::new()), empty);
	for count in [1, 2, 16, 17, 127, 128, 129, 300] {
		let items: Vec<_> =
			(0..count).map(|n: u32| n.to_be_bytes().repeat(1 + n as usize % 40)).collect();
		let mut root = [0; 32];
		ethereum_tries::ordered_root(items.clone(), &mut root);
		assert_eq!(root, ordered_root(items.clone()));
		assert_eq!(root, alloy_trie::root::ordered_trie_root_encoded(&items).0);
	}
}
