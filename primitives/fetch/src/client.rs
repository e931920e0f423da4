// SPDX-License-Identifier: Apache-2.0

//! The node's HTTP client for hostile endpoints.

use crate::{is_global, Fetch, FetchError, Request, MAX_BYTES, MAX_DEADLINE_MS};
use reqwest::{header, redirect, StatusCode};
use std::{
	net::{IpAddr, SocketAddr},
	time::Duration,
};
use url::{Host, Url};

/// Which endpoints a node fetches from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Policy {
	/// Public endpoints only: HTTPS, DNS names, global addresses.
	Public,
	/// Local endpoints too, for callers that allow them: plain HTTP, IP literals, any address.
	Local,
}

/// Fetches with one request and one connection per call.
#[derive(Clone, Debug)]
pub struct Client {
	policy: Policy,
}

impl Client {
	/// A client under `policy`, which comes from the chain's state and from nowhere else.
	pub fn new(policy: Policy) -> Self {
		Self { policy }
	}
}

impl Fetch for Client {
	fn fetch(&self, request: Request<'_>) -> Result<Vec<u8>, FetchError> {
		let policy = if request.allow_local { self.policy } else { Policy::Public };
		let url = check_url(request.url, policy)?;
		let (first, wanted) = (request.first_byte, request.max_bytes.min(MAX_BYTES));
		let deadline = Duration::from_millis(request.deadline_ms.min(MAX_DEADLINE_MS));
		// A thread and a reactor of its own: the caller may stand inside another one.
		let work = move || {
			let runtime = tokio::runtime::Builder::new_current_thread()
				.enable_all()
				.build()
				.map_err(|_| FetchError::Connection)?;
			let result = runtime.block_on(async {
				tokio::time::timeout(deadline, get(url, policy, first, wanted))
					.await
					.unwrap_or(Err(FetchError::Timeout))
			});
			// A name that still resolves must not hold the caller.
			runtime.shutdown_background();
			result
		};
		std::thread::Builder::new()
			.name("worker-fetch".into())
			.spawn(work)
			.map_err(|_| FetchError::Connection)?
			.join()
			.unwrap_or(Err(FetchError::Malformed))
	}
}

/// The URL that `bytes` spell, if `policy` lets a node talk to such a one.
pub fn check_url(bytes: &[u8], policy: Policy) -> Result<Url, FetchError> {
	let text = std::str::from_utf8(bytes).map_err(|_| FetchError::BadUrl)?;
	let url = Url::parse(text).map_err(|_| FetchError::BadUrl)?;
	let ensure = |ok: bool| if ok { Ok(()) } else { Err(FetchError::BadUrl) };
	ensure(url.username().is_empty() && url.password().is_none())?;
	ensure(url.host().is_some())?;
	if policy == Policy::Local {
		ensure(matches!(url.scheme(), "http" | "https"))?;
		return Ok(url);
	}
	ensure(url.scheme() == "https")?;
	ensure(matches!(url.port_or_known_default(), Some(port) if port == 443 || port >= 1024))?;
	match url.host() {
		Some(Host::Domain(name)) => {
			let name = name.strip_suffix('.').unwrap_or(name);
			let mut labels = name.rsplit('.');
			let last = labels.next().unwrap_or_default();
			ensure(!last.is_empty() && last.bytes().all(|b| b.is_ascii_alphabetic()))?;
			ensure(labels.next().is_some())?;
		},
		_ => return Err(FetchError::BadUrl),
	}
	Ok(url)
}

/// The addresses of the URL's host, each checked. One that is refused refuses all: who answers with
/// a mixture means no good.
async fn resolve(url: &Url, policy: Policy) -> Result<Vec<SocketAddr>, FetchError> {
	let port = url.port_or_known_default().ok_or(FetchError::BadUrl)?;
	let addresses: Vec<SocketAddr> = match url.host() {
		Some(Host::Ipv4(v4)) => vec![(IpAddr::V4(v4), port).into()],
		Some(Host::Ipv6(v6)) => vec![(IpAddr::V6(v6), port).into()],
		Some(Host::Domain(name)) => tokio::net::lookup_host((name, port))
			.await
			.map_err(|_| FetchError::Unresolved)?
			.collect(),
		None => return Err(FetchError::BadUrl),
	};
	check_addresses(addresses, policy)
}

pub(crate) fn check_addresses(
	addresses: Vec<SocketAddr>,
	policy: Policy,
) -> Result<Vec<SocketAddr>, FetchError> {
	if addresses.is_empty() {
		return Err(FetchError::Unresolved);
	}
	if policy == Policy::Public && !addresses.iter().all(|a| is_global(a.ip())) {
		return Err(FetchError::ForbiddenAddress);
	}
	Ok(addresses)
}

async fn get(url: Url, policy: Policy, first: u64, wanted: u32) -> Result<Vec<u8>, FetchError> {
	if wanted == 0 {
		return Ok(Vec::new());
	}
	let addresses = resolve(&url, policy).await?;
	let host = url.host_str().ok_or(FetchError::BadUrl)?.to_owned();
	let client = reqwest::Client::builder()
		.no_proxy()
		.redirect(redirect::Policy::none())
		.http1_only()
		.https_only(policy == Policy::Public)
		.resolve_to_addrs(&host, &addresses)
		.build()
		.map_err(|_| FetchError::Connection)?;
	let last = first.saturating_add(u64::from(wanted) - 1);
	let mut response = client
		.get(url)
		.header(header::RANGE, format!("bytes={first}-{last}"))
		.send()
		.await
		.map_err(failure)?;
	match response.status() {
		StatusCode::PARTIAL_CONTENT => check_range(&response, first)?,
		// An endpoint without ranges answers with all of it, which is good only from the start.
		StatusCode::OK if first == 0 => {},
		StatusCode::OK => return Err(FetchError::Malformed),
		StatusCode::RANGE_NOT_SATISFIABLE => return Ok(Vec::new()),
		status if status.is_redirection() => return Err(FetchError::Redirect),
		status => return Err(FetchError::Status(status.as_u16())),
	}
	let limit = wanted as usize;
	if response.content_length().is_some_and(|length| length > u64::from(wanted)) {
		return Err(FetchError::TooLarge);
	}
	let mut body = Vec::new();
	while let Some(chunk) = response.chunk().await.map_err(failure)? {
		if body.len().saturating_add(chunk.len()) > limit {
			return Err(FetchError::TooLarge);
		}
		body.extend_from_slice(&chunk);
	}
	Ok(body)
}

/// A partial answer must begin where it was asked to.
fn check_range(response: &reqwest::Response, first: u64) -> Result<(), FetchError> {
	response
		.headers()
		.get(header::CONTENT_RANGE)
		.and_then(|value| value.to_str().ok())
		.and_then(|value| value.strip_prefix("bytes "))
		.and_then(|value| value.split('-').next())
		.and_then(|start| start.parse::<u64>().ok())
		.filter(|start| *start == first)
		.map(|_| ())
		.ok_or(FetchError::Malformed)
}

fn failure(error: reqwest::Error) -> FetchError {
	log::debug!(target: "worker-fetch", "{error:?}");
	if error.is_timeout() {
		FetchError::Timeout
	} else if error.is_connect() {
		FetchError::Connection
	} else {
		FetchError::Malformed
	}
}
