// SPDX-License-Identifier: Apache-2.0

//! The client against real hostile servers on the loopback.

use crate::{client::check_addresses, *};
use std::{
	io::{Read, Write},
	net::{TcpListener, TcpStream},
	thread,
};

/// Serves every connection with `serve`, on a free port of the loopback.
fn server(serve: impl Fn(TcpStream, String) + Send + 'static) -> String {
	let listener = TcpListener::bind("127.0.0.1:0").unwrap();
	let address = listener.local_addr().unwrap();
	thread::spawn(move || {
		for stream in listener.incoming() {
			let Ok(mut stream) = stream else { break };
			let mut head = Vec::new();
			let mut byte = [0u8; 1];
			while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
				head.push(byte[0]);
			}
			serve(stream, String::from_utf8_lossy(&head).into_owned());
		}
	});
	format!("http://{address}/x")
}

fn fixed(answer: &'static [u8]) -> String {
	server(move |mut stream, _| {
		let _ = stream.write_all(answer);
	})
}

fn request(url: &str) -> Request<'_> {
	Request {
		url: url.as_bytes(),
		first_byte: 0,
		max_bytes: 1000,
		deadline_ms: 5_000,
		allow_local: true,
	}
}

fn local(url: &str) -> Result<Vec<u8>, FetchError> {
	Client::new(Policy::Local).fetch(request(url))
}

#[test]
fn a_body_comes_back() {
	let url = fixed(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
	assert_eq!(local(&url), Ok(b"hello".to_vec()));
}

#[test]
fn ranges_are_asked_for_and_checked() {
	let url = server(|mut stream, head| {
		assert!(head.to_lowercase().contains("range: bytes=3-6"), "{head}");
		let _ = stream.write_all(
			b"HTTP/1.1 206 Partial Content\r\ncontent-range: bytes 3-6/10\r\ncontent-length: 4\r\n\r\n3456",
		);
	});
	let ranged = Request { first_byte: 3, max_bytes: 4, ..request(&url) };
	assert_eq!(Client::new(Policy::Local).fetch(ranged), Ok(b"3456".to_vec()));

	let lying = fixed(
		b"HTTP/1.1 206 Partial Content\r\ncontent-range: bytes 0-3/10\r\ncontent-length: 4\r\n\r\n0123",
	);
	let ranged = Request { first_byte: 3, max_bytes: 4, ..request(&lying) };
	assert_eq!(Client::new(Policy::Local).fetch(ranged), Err(FetchError::Malformed));

	let ignoring = fixed(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n0123");
	let ranged = Request { first_byte: 3, max_bytes: 4, ..request(&ignoring) };
	assert_eq!(Client::new(Policy::Local).fetch(ranged), Err(FetchError::Malformed));

	let beyond = fixed(b"HTTP/1.1 416 Range Not Satisfiable\r\ncontent-length: 0\r\n\r\n");
	let ranged = Request { first_byte: 30, ..request(&beyond) };
	assert_eq!(Client::new(Policy::Local).fetch(ranged), Ok(vec![]));
}

#[test]
fn a_redirect_is_not_followed() {
	let url = fixed(
		b"HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n",
	);
	assert_eq!(local(&url), Err(FetchError::Redirect));
}

#[test]
fn an_endless_body_is_cut_off() {
	let url = server(|mut stream, _| {
		let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
		while stream.write_all(&[b'a'; 1024]).is_ok() {}
	});
	assert_eq!(local(&url), Err(FetchError::TooLarge));
}

#[test]
fn a_huge_length_is_refused_unread() {
	let url = fixed(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n");
	assert_eq!(local(&url), Err(FetchError::TooLarge));
}

#[test]
fn endless_headers_are_refused() {
	let url = server(|mut stream, _| {
		let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
		while stream.write_all(b"a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").is_ok()
		{
		}
	});
	assert_eq!(local(&url), Err(FetchError::Malformed));
}

#[test]
fn a_silent_endpoint_ends_at_the_deadline() {
	let url = server(|mut stream, _| {
		// Waits until the client gives up.
		let _ = stream.read(&mut [0u8; 1]);
	});
	let silent = Request { deadline_ms: 100, ..request(&url) };
	assert_eq!(Client::new(Policy::Local).fetch(silent), Err(FetchError::Timeout));
}

#[test]
fn a_body_that_stalls_ends_at_the_deadline() {
	let url = server(|mut stream, _| {
		let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhe");
		let _ = stream.read(&mut [0u8; 1]);
	});
	let stalled = Request { deadline_ms: 200, ..request(&url) };
	assert_eq!(Client::new(Policy::Local).fetch(stalled), Err(FetchError::Timeout));
}

#[test]
fn what_is_not_http_is_malformed() {
	assert_eq!(local(&fixed(b"SSH-2.0-nothing\r\n\r\n")), Err(FetchError::Malformed));
	let broken = fixed(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhello");
	assert_eq!(local(&broken), Err(FetchError::Malformed));
	let chunks = fixed(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n");
	assert_eq!(local(&chunks), Err(FetchError::Malformed));
}

#[test]
fn an_error_status_is_named() {
	let url = fixed(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
	assert_eq!(local(&url), Err(FetchError::Status(404)));
}

#[test]
fn nobody_listening_is_no_connection() {
	let listener = TcpListener::bind("127.0.0.1:0").unwrap();
	let url = format!("http://{}/", listener.local_addr().unwrap());
	drop(listener);
	assert_eq!(local(&url), Err(FetchError::Connection));
}

#[test]
fn caller_and_network_must_both_be_local() {
	let url = fixed(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
	assert_eq!(Client::new(Policy::Public).fetch(request(&url)), Err(FetchError::BadUrl));
	let strict = Request { allow_local: false, ..request(&url) };
	assert_eq!(Client::new(Policy::Local).fetch(strict), Err(FetchError::BadUrl));
}

#[test]
fn public_networks_take_https_names_only() {
	for good in ["https://worker.example.org/", "https://a.example.org.:8443/x"] {
		assert!(check_url(good.as_bytes(), Policy::Public).is_ok(), "{good}");
	}
	for bad in [
		"http://worker.example.org/",
		"ftp://worker.example.org/",
		"file:///etc/passwd",
		"https://worker.example.org:80/",
		"https://user@worker.example.org/",
		"https://user:word@worker.example.org/",
		"https://1.1.1.1/",
		"https://2130706433/",
		"https://0x7f.1/",
		"https://[2606:4700::1111]/",
		"https://localhost/",
		"https://worker.local7/",
		"worker.example.org",
		"https://",
		"",
	] {
		assert_eq!(check_url(bad.as_bytes(), Policy::Public), Err(FetchError::BadUrl), "{bad}");
	}
	assert_eq!(check_url(&[0xff, 0xfe], Policy::Public), Err(FetchError::BadUrl));
}

#[test]
fn one_refused_address_refuses_the_name() {
	let global = "1.1.1.1:443".parse().unwrap();
	let private = "10.0.0.1:443".parse().unwrap();
	assert_eq!(check_addresses(vec![global], Policy::Public), Ok(vec![global]));
	assert_eq!(
		check_addresses(vec![global, private], Policy::Public),
		Err(FetchError::ForbiddenAddress)
	);
	assert_eq!(check_addresses(vec![], Policy::Local), Err(FetchError::Unresolved));
}

#[test]
fn without_the_extension_there_is_nothing_to_fetch() {
	sp_state_machine::BasicExternalities::default().execute_with(|| {
		assert_eq!(
			worker_fetch::fetch(b"https://worker.example.org/", 0, 10, 10, false),
			Err(FetchError::Unavailable)
		);
	});
}

#[test]
fn the_host_function_reaches_the_extension() {
	struct Echo;
	impl Fetch for Echo {
		fn fetch(&self, request: Request<'_>) -> Result<Vec<u8>, FetchError> {
			Ok([request.url, &[request.max_bytes as u8]].concat())
		}
	}
	let mut externalities = sp_state_machine::BasicExternalities::default();
	externalities.register_extension(WorkerFetchExt::new(Echo));
	externalities.execute_with(|| {
		assert_eq!(worker_fetch::fetch(b"u", 0, 10, 10, false), Ok(vec![b'u', 10]));
	});
}
