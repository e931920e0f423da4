// SPDX-License-Identifier: Apache-2.0
//! Which URLs may stand on chain (PROTOCOL §11).
//!
//! A URL in state is later fetched by machines that its author does not own, so it is checked when
//! it is written: a small grammar that every URL parser reads alike, and on public networks only
//! `https://` to a DNS name. What a name resolves to is checked again by whoever connects.

use core::net::{Ipv4Addr, Ipv6Addr};
use openledger_primitives::MAX_URL_LEN;

/// Why a URL is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UrlProblem {
	/// Empty, or longer than `MAX_URL_LEN` bytes.
	Length,
	/// A byte outside printable ASCII, or one that parsers disagree about.
	Character,
	/// Neither `https://` nor, where that is allowed, `http://`.
	Scheme,
	/// User name or password before the host.
	UserInfo,
	/// A fragment.
	Fragment,
	/// A query where only a base is allowed.
	Query,
	/// An IP address where only a DNS name is allowed.
	IpLiteral,
	/// No DNS name, or one whose last label is not alphabetic.
	Host,
	/// No number from 1 to 65535; on public networks neither 443 nor at least 1024.
	Port,
}

/// Longest label of a DNS name, in bytes.
const MAX_LABEL: usize = 63;

/// Checks a URL: ASCII `scheme://host[:port][/path][?query]` without user info and fragment.
///
/// On `public` networks: `https` only, a DNS name of at least two labels of which the last is
/// alphabetic, port 443 or at least 1024. Elsewhere: `http` or `https`, IP addresses and single
/// labels too, so that loopback serves.
pub fn check_url(bytes: &[u8], public: bool) -> Result<(), UrlProblem> {
	let max = usize::try_from(MAX_URL_LEN).unwrap_or(usize::MAX);
	if bytes.is_empty() || bytes.len() > max {
		return Err(UrlProblem::Length);
	}
	if !bytes.iter().all(|byte| is_url_byte(*byte)) {
		return Err(UrlProblem::Character);
	}
	let text = core::str::from_utf8(bytes).map_err(|_| UrlProblem::Character)?;
	if text.contains('#') {
		return Err(UrlProblem::Fragment);
	}
	let rest = match text.strip_prefix("https://") {
		Some(rest) => rest,
		None if public => return Err(UrlProblem::Scheme),
		None => text.strip_prefix("http://").ok_or(UrlProblem::Scheme)?,
	};
	let authority = rest.split(['/', '?']).next().unwrap_or_default();
	if authority.contains('@') {
		return Err(UrlProblem::UserInfo);
	}
	let (host, port) = split_port(authority)?;
	if let Some(port) = port {
		check_port(port, public)?;
	}
	check_host(host, public)
}

/// Checks the base URL of a server to which a path is appended: [`check_url`], and no query.
pub fn check_endpoint(bytes: &[u8], public: bool) -> Result<(), UrlProblem> {
	check_url(bytes, public)?;
	if bytes.contains(&b'?') {
		return Err(UrlProblem::Query);
	}
	Ok(())
}

/// Printable ASCII less space and what RFC 3986 keeps out of URLs. A backslash counts as a slash in
/// some parsers.
fn is_url_byte(byte: u8) -> bool {
	byte.is_ascii_graphic()
		&& !matches!(byte, b'\\' | b'"' | b'<' | b'>' | b'^' | b'`' | b'{' | b'|' | b'}')
}

/// Host and port of an authority; the port is what follows the last colon outside brackets.
fn split_port(authority: &str) -> Result<(&str, Option<&str>), UrlProblem> {
	if authority.starts_with('[') {
		let (inside, after) = authority.split_once(']').ok_or(UrlProblem::Host)?;
		let host = authority.get(..inside.len().saturating_add(1)).ok_or(UrlProblem::Host)?;
		return match after.strip_prefix(':') {
			Some(port) => Ok((host, Some(port))),
			None if after.is_empty() => Ok((host, None)),
			None => Err(UrlProblem::Host),
		};
	}
	Ok(match authority.split_once(':') {
		Some((host, port)) => (host, Some(port)),
		None => (authority, None),
	})
}

fn check_port(port: &str, public: bool) -> Result<(), UrlProblem> {
	let digits = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
	let port: u16 = digits.then(|| port.parse().ok()).flatten().ok_or(UrlProblem::Port)?;
	if public && port != 443 && port < 1024 {
		return Err(UrlProblem::Port);
	}
	Ok(())
}

fn check_host(host: &str, public: bool) -> Result<(), UrlProblem> {
	if let Some(inside) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
		inside.parse::<Ipv6Addr>().map_err(|_| UrlProblem::Host)?;
		return if public { Err(UrlProblem::IpLiteral) } else { Ok(()) };
	}
	if host.parse::<Ipv4Addr>().is_ok() {
		return if public { Err(UrlProblem::IpLiteral) } else { Ok(()) };
	}
	if !host.split('.').all(is_label) {
		return Err(UrlProblem::Host);
	}
	// A last label that starts with a digit makes some parsers see an IPv4 address.
	let last = host.rsplit('.').next().unwrap_or_default();
	let named = if public {
		host.contains('.')
			&& last.bytes().all(|byte| byte.is_ascii_alphabetic())
			&& !last.eq_ignore_ascii_case("localhost")
	} else {
		last.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
	};
	if !named {
		return Err(UrlProblem::Host);
	}
	Ok(())
}

fn is_label(label: &str) -> bool {
	!label.is_empty()
		&& label.len() <= MAX_LABEL
		&& !label.starts_with('-')
		&& !label.ends_with('-')
		&& label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn public_networks_take_https_names() {
		for url in [
			"https://worker.example.org",
			"https://worker.example.org/",
			"https://worker.example.org:443/a/b?c=d",
			"https://worker.example.org:1024",
			"https://worker.example.org:65535/x%20y",
			"https://A-1.Example.ORG",
			"https://a.b?c",
		] {
			assert_eq!(check_url(url.as_bytes(), true), Ok(()), "{url}");
			assert_eq!(check_url(url.as_bytes(), false), Ok(()), "{url}");
		}
	}

	#[test]
	fn public_networks_refuse_the_rest() {
		use UrlProblem::*;
		for (url, problem) in [
			("", Length),
			("http://worker.example.org", Scheme),
			("HTTPS://worker.example.org", Scheme),
			("ftp://worker.example.org", Scheme),
			("https:/worker.example.org", Scheme),
			("//worker.example.org", Scheme),
			("https://user@worker.example.org", UserInfo),
			("https://user:pw@worker.example.org", UserInfo),
			("https://worker.example.org#x", Fragment),
			("https://127.0.0.1", IpLiteral),
			("https://8.8.8.8:8443", IpLiteral),
			("https://[::1]", IpLiteral),
			("https://[2001:db8::1]:8443", IpLiteral),
			("https://127.1", Host),
			("https://2130706433", Host),
			("https://0x7f000001", Host),
			("https://127.0.0.0x1", Host),
			("https://localhost", Host),
			("https://a.localhost", Host),
			("https://worker.example.org.", Host),
			("https://worker..org", Host),
			("https://-worker.org", Host),
			("https://worker-.org", Host),
			("https://wor_ker.org", Host),
			("https://worker.example.0rg", Host),
			("https://%31.example.org", Host),
			("https://", Host),
			("https://:443", Host),
			("https:///path", Host),
			("https://[::1", Host),
			("https://[::1]x", Host),
			("https://worker.example.org:80", Port),
			("https://worker.example.org:22", Port),
			("https://worker.example.org:1023", Port),
			("https://worker.example.org:65536", Port),
			("https://worker.example.org:0", Port),
			("https://worker.example.org:", Port),
			("https://worker.example.org:+443", Port),
			("https://worker.example.org:0443", Port),
			("https://worker.example.org:443:443", Port),
			("https://worker.example.org\\@evil.org", Character),
			("https://worker.example.org/a b", Character),
			("https://worker.example.org/\n", Character),
			("https://wörker.example.org", Character),
		] {
			assert_eq!(check_url(url.as_bytes(), true), Err(problem), "{url}");
		}
	}

	#[test]
	fn private_networks_reach_loopback() {
		for url in [
			"http://127.0.0.1:9955",
			"http://localhost:8080/v1",
			"https://localhost",
			"http://[::1]:80/",
			"http://worker1:80",
			"http://10.0.0.2",
		] {
			assert_eq!(check_url(url.as_bytes(), false), Ok(()), "{url}");
		}
		for (url, problem) in [
			("file:///etc/passwd", UrlProblem::Scheme),
			("http://a:b@localhost", UrlProblem::UserInfo),
			("http://127.1", UrlProblem::Host),
			("http://[fe80::1%25eth0]/", UrlProblem::Host),
			("http://localhost:99999", UrlProblem::Port),
			("http://localhost#x", UrlProblem::Fragment),
		] {
			assert_eq!(check_url(url.as_bytes(), false), Err(problem), "{url}");
		}
	}

	#[test]
	fn an_endpoint_has_no_query() {
		assert_eq!(check_endpoint(b"https://a.org/base", true), Ok(()));
		assert_eq!(check_endpoint(b"https://a.org?x", true), Err(UrlProblem::Query));
		assert_eq!(check_endpoint(b"http://a.org", true), Err(UrlProblem::Scheme));
	}

	#[test]
	fn length_is_bounded() {
		let url = |len: usize| [b"https://a.org/".to_vec(), vec![b'x'; len - 14]].concat();
		assert_eq!(check_url(&url(256), true), Ok(()));
		assert_eq!(check_url(&url(257), true), Err(UrlProblem::Length));
		let label = |len: usize| format!("https://{}.org", "a".repeat(len));
		assert_eq!(check_url(label(63).as_bytes(), true), Ok(()));
		assert_eq!(check_url(label(64).as_bytes(), true), Err(UrlProblem::Host));
	}

	proptest! {
		#[test]
		fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300), public: bool) {
			let _ = check_url(&bytes, public);
		}

		#[test]
		fn near_urls_get_an_answer(text in "https?://[a-z0-9.:@\\[\\]/?#%_-]{0,40}", public: bool) {
			let answer = check_url(text.as_bytes(), public);
			if public && answer.is_ok() {
				// What is fit for a public network is fit for any, and names no address.
				prop_assert_eq!(check_url(text.as_bytes(), false), Ok(()));
				let rest = text.strip_prefix("https://").unwrap();
				let host = rest.split(['/', '?', ':']).next().unwrap();
				prop_assert!(host.contains('.'));
				prop_assert!(host.rsplit('.').next().unwrap().chars().all(|c| c.is_ascii_alphabetic()));
				prop_assert!(!rest.split(['/', '?']).next().unwrap().contains('@'));
			}
		}

		#[test]
		fn good_names_pass(
			labels in prop::collection::vec("[a-z]([a-z0-9]{0,8}[a-z0-9])?", 1..5),
			last in "[a-z]{2,6}",
			port in prop::option::of(1024u16..),
			path in "(/[a-zA-Z0-9._~%-]{0,10}){0,4}",
		) {
			let port = port.map(|port| format!(":{port}")).unwrap_or_default();
			let url = format!("https://{}.{last}{port}{path}", labels.join("."));
			prop_assert_eq!(check_url(url.as_bytes(), true), Ok(()));
			prop_assert_eq!(check_endpoint(url.as_bytes(), true), Ok(()));
		}
	}
}
