// SPDX-License-Identifier: Apache-2.0
//! Fetching files from addresses that strangers wrote (PROTOCOL §11).
//!
//! The URL must pass the chain's own grammar; on public networks every resolved address must be
//! global, and the connection goes to the addresses that were checked. No redirects, no proxies,
//! bounded body and time. What comes back is data, never code.

use crate::error::{Error, Result};
use openledger_primitives_objects::check_url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
	net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
	sync::Arc,
	time::Duration,
};

/// Fetches files.
#[derive(Clone, Debug)]
pub struct Fetcher {
	client: reqwest::Client,
	public: bool,
}

struct Checked {
	public: bool,
}

impl Resolve for Checked {
	fn resolve(&self, name: Name) -> Resolving {
		let public = self.public;
		Box::pin(async move {
			let found: Vec<SocketAddr> =
				tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
			if found.is_empty() || (public && !found.iter().all(|at| is_global(at.ip()))) {
				return Err("resolves to no public address".into());
			}
			Ok(Box::new(found.into_iter()) as Addrs)
		})
	}
}

impl Fetcher {
	/// A fetcher for a network; `timeout` bounds one whole file.
	pub fn new(public: bool, timeout: Duration) -> Result<Self> {
		let client = reqwest::Client::builder()
			.dns_resolver(Arc::new(Checked { public }))
			.redirect(reqwest::redirect::Policy::none())
			.no_proxy()
			.connect_timeout(Duration::from_secs(10))
			.read_timeout(Duration::from_secs(15))
			.timeout(timeout)
			.user_agent(concat!("openledger-worker/", env!("CARGO_PKG_VERSION")))
			.build()
			.map_err(|error| Error::Config(format!("HTTP client: {error}")))?;
		Ok(Self { client, public })
	}

	/// The body at `url`, which must be of exactly `bytes` bytes.
	pub async fn exact(&self, url: &[u8], bytes: u32) -> Result<Vec<u8>> {
		let shown = String::from_utf8_lossy(url).into_owned();
		let fail = |reason: String| Error::Fetch { url: shown.clone(), reason };
		check_url(url, self.public).map_err(|problem| fail(format!("bad URL: {problem:?}")))?;
		let mut answer =
			self.client.get(&shown).send().await.map_err(|error| fail(reason(&error)))?;
		if answer.status() != reqwest::StatusCode::OK {
			return Err(fail(format!("status {}", answer.status())));
		}
		let bound = bytes as usize;
		if answer.content_length().is_some_and(|length| length != u64::from(bytes)) {
			return Err(fail(format!("another size than {bytes} bytes")));
		}
		let mut body = Vec::with_capacity(bound.min(1 << 20));
		while let Some(part) = answer.chunk().await.map_err(|error| fail(reason(&error)))? {
			if body.len().saturating_add(part.len()) > bound {
				return Err(fail(format!("more than {bytes} bytes")));
			}
			body.extend_from_slice(&part);
		}
		match body.len() == bound {
			true => Ok(body),
			false => Err(fail(format!("fewer than {bytes} bytes"))),
		}
	}
}

/// The innermost cause, without the URL.
fn reason(error: &reqwest::Error) -> String {
	let mut cause: &dyn std::error::Error = error;
	while let Some(inner) = cause.source() {
		cause = inner;
	}
	cause.to_string()
}

/// Whether an address is on the public internet.
pub fn is_global(ip: IpAddr) -> bool {
	match ip {
		IpAddr::V4(ip) => is_global_v4(ip),
		IpAddr::V6(ip) => is_global_v6(ip),
	}
}

fn is_global_v4(ip: Ipv4Addr) -> bool {
	let [a, b, c, _] = ip.octets();
	!(a == 0
		|| ip.is_private()
		|| ip.is_loopback()
		|| ip.is_link_local()
		|| ip.is_broadcast()
		|| ip.is_multicast()
		|| ip.is_documentation()
		|| (a == 100 && (64..128).contains(&b))
		|| (a == 192 && b == 0 && c == 0)
		|| (a == 198 && (b == 18 || b == 19))
		|| a >= 240)
}

fn is_global_v6(ip: Ipv6Addr) -> bool {
	if let Some(inner) = ip.to_ipv4_mapped() {
		return is_global_v4(inner);
	}
	let [a, b, ..] = ip.segments();
	// 2000::/3 is what is handed out, less documentation, benchmarking, 6to4 and Teredo.
	a & 0xe000 == 0x2000
		&& !(a == 0x2001 && (b == 0x0db8 || b == 0 || b == 2))
		&& a != 0x2002
		&& !(a == 0x3fff && b < 0x1000)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn private_addresses_are_not_global() {
		for ip in [
			"127.0.0.1",
			"10.1.2.3",
			"172.16.0.1",
			"192.168.1.1",
			"169.254.169.254",
			"0.0.0.0",
			"100.64.0.1",
			"255.255.255.255",
			"224.0.0.1",
			"198.18.0.1",
			"240.0.0.1",
			"::1",
			"::",
			"fe80::1",
			"fc00::1",
			"ff02::1",
			"::ffff:127.0.0.1",
			"64:ff9b::7f00:1",
			"2002:7f00:1::",
			"2001:db8::1",
			"2001::1",
		] {
			assert!(!is_global(ip.parse().unwrap()), "{ip}");
		}
		for ip in ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:1.1.1.1"] {
			assert!(is_global(ip.parse().unwrap()), "{ip}");
		}
	}

	#[tokio::test]
	async fn public_networks_refuse_loopback_by_name_and_by_number() {
		let fetcher = Fetcher::new(true, Duration::from_secs(5)).unwrap();
		for url in ["http://127.0.0.1:1/x", "https://127.0.0.1:8443/x", "https://localhost:8443/x"]
		{
			let error = fetcher.exact(url.as_bytes(), 1).await.unwrap_err();
			assert!(matches!(error, Error::Fetch { .. }), "{url}: {error}");
		}
	}
}
