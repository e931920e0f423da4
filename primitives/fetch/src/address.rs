// SPDX-License-Identifier: Apache-2.0

//! Which addresses belong to the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether the address is a unicast address of the public internet (IANA's special-purpose
/// registries; addresses that embed an IPv4 address count as that address).
pub fn is_global(address: IpAddr) -> bool {
	match address {
		IpAddr::V4(v4) => is_global_v4(v4),
		IpAddr::V6(v6) => is_global_v6(v6),
	}
}

fn is_global_v4(address: Ipv4Addr) -> bool {
	let [a, b, c, _] = address.octets();
	let special = a == 0 // this network
		|| address.is_private()
		|| (a == 100 && b & 0b1100_0000 == 64) // shared (carrier-grade NAT)
		|| address.is_loopback()
		|| address.is_link_local()
		|| (a == 192 && b == 0 && c == 0) // protocol assignments
		|| address.is_documentation()
		|| (a == 192 && b == 88 && c == 99) // 6to4 relays
		|| (a == 198 && b & 0xfe == 18) // benchmarking
		|| a >= 224; // multicast, reserved, broadcast
	!special
}

fn is_global_v6(address: Ipv6Addr) -> bool {
	let s = address.segments();
	if let Some(v4) = address.to_ipv4_mapped() {
		return is_global_v4(v4);
	}
	// NAT64 (64:ff9b::/96) and 6to4 (2002::/16) carry an IPv4 address.
	if s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
		return is_global_v4(embedded(s[6], s[7]));
	}
	if s[0] == 0x2002 {
		return is_global_v4(embedded(s[1], s[2]));
	}
	// Only 2000::/3 is handed out; inside it: protocol assignments (2001::/23, Teredo and ORCHID
	// among them), documentation (2001:db8::/32, 3fff::/20).
	let global_unicast = s[0] & 0xe000 == 0x2000;
	let special = (s[0] == 0x2001 && s[1] < 0x200)
		|| (s[0] == 0x2001 && s[1] == 0xdb8)
		|| (s[0] == 0x3fff && s[1] < 0x1000);
	global_unicast && !special
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
	let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
	Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn public_addresses_are_global() {
		for text in
			["1.1.1.1", "100.63.255.255", "100.128.0.1", "2606:4700::1111", "2002:101:101::1"]
		{
			assert!(is_global(text.parse().unwrap()), "{text}");
		}
	}

	#[test]
	fn special_addresses_are_not() {
		for text in [
			"0.0.0.0",
			"10.1.2.3",
			"100.64.0.1",
			"127.0.0.1",
			"169.254.169.254",
			"172.16.0.1",
			"192.0.0.8",
			"192.0.2.1",
			"192.88.99.1",
			"192.168.1.1",
			"198.18.0.1",
			"198.51.100.1",
			"203.0.113.1",
			"224.0.0.1",
			"240.0.0.1",
			"255.255.255.255",
			"::",
			"::1",
			"::127.0.0.1",
			"::ffff:127.0.0.1",
			"::ffff:10.0.0.1",
			"64:ff9b::7f00:1",
			"64:ff9b:1::1",
			"100::1",
			"2001::1",
			"2001:db8::1",
			"2002:7f00:1::1",
			"3fff::1",
			"fc00::1",
			"fd12::1",
			"fe80::1",
			"ff02::1",
		] {
			assert!(!is_global(text.parse().unwrap()), "{text}");
		}
	}
}
