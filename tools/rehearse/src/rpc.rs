// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC over plain HTTP, as much of it as copying a state takes.

use serde_json::{json, Value};
use std::{
	io::{Read, Write},
	net::TcpStream,
	time::Duration,
};

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A node's RPC.
pub struct Rpc {
	address: String,
}

impl Rpc {
	/// The node at `uri`.
	///
	/// # Errors
	/// When it is not `ws://HOST:PORT` or `http://HOST:PORT`.
	pub fn new(uri: &str) -> Result<Self, String> {
		let rest = uri.strip_prefix("ws://").or_else(|| uri.strip_prefix("http://"));
		let address = rest.unwrap_or_default().trim_end_matches('/');
		let port = address.rsplit(':').next().unwrap_or_default();
		if !address.contains(':') || port.parse::<u16>().is_err() {
			return Err(format!(
				"{uri}: give the node as ws://HOST:PORT, without TLS; for one further away, copy \
				 its state there and use --snapshot here"
			));
		}
		Ok(Self { address: address.into() })
	}

	/// Calls a method.
	///
	/// # Errors
	/// When the node does not answer, or answers with an error.
	pub fn call(&self, method: &str, params: Value) -> Result<Value, String> {
		let address = &self.address;
		let say = |error: std::io::Error| format!("{method} at {address}: {error}");
		let body =
			json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
		let mut stream = TcpStream::connect(address).map_err(say)?;
		stream.set_read_timeout(Some(PATIENCE)).map_err(say)?;
		write!(
			stream,
			"POST / HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
			 content-length: {}\r\nconnection: close\r\n\r\n{body}",
			body.len()
		)
		.map_err(say)?;
		let mut answer = Vec::new();
		stream.read_to_end(&mut answer).map_err(say)?;
		let body = body_of(&answer).ok_or_else(|| format!("{method}: {address} is no RPC"))?;
		let mut value: Value =
			serde_json::from_slice(&body).map_err(|error| format!("{method}: {error}"))?;
		match value.get("error") {
			Some(error) => Err(format!("{method}: {error}")),
			None => Ok(value["result"].take()),
		}
	}
}

/// The body of a whole HTTP/1.1 answer with status 200.
fn body_of(answer: &[u8]) -> Option<Vec<u8>> {
	let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
	let head = std::str::from_utf8(&answer[..end]).ok()?.to_ascii_lowercase();
	let mut body = &answer[end + 4..];
	if head.split(' ').nth(1) != Some("200") {
		return None;
	}
	if !head.contains("transfer-encoding: chunked") {
		return Some(body.to_vec());
	}
	let mut whole = Vec::new();
	loop {
		let line = body.windows(2).position(|two| two == b"\r\n")?;
		let size = std::str::from_utf8(&body[..line]).ok()?;
		let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
		if size == 0 {
			return Some(whole);
		}
		let start = line + 2;
		whole.extend(body.get(start..start.checked_add(size)?)?);
		body = body.get(start.checked_add(size)?.checked_add(2)?..)?;
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn addresses_are_read() {
		for good in ["ws://127.0.0.1:9944", "http://node.example:80/"] {
			assert!(Rpc::new(good).is_ok(), "{good}");
		}
		for bad in ["", "127.0.0.1:9944", "wss://node.example:443", "ws://node", "ws://node:x"] {
			assert!(Rpc::new(bad).is_err(), "{bad}");
		}
	}

	#[test]
	fn bodies_are_taken_whole_or_in_chunks() {
		let body = |text: &str| body_of(text.as_bytes());
		let whole = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
		assert_eq!(body(whole), Some(b"{}".to_vec()));
		let chunks =
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x\r\n}\r\n0\r\n\r\n";
		assert_eq!(body(chunks), Some(b"{}".to_vec()));
		for bad in [
			"",
			"HTTP/1.1 403 Forbidden\r\n\r\n{}",
			"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{",
			"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{",
		] {
			assert_eq!(body(bad), None, "{bad}");
		}
	}
}
