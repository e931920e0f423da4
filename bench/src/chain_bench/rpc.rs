// SPDX-License-Identifier: Apache-2.0

//! A node's JSON-RPC over HTTP, one call or a batch at a time.

use anyhow::{anyhow, Context, Result};
use serde_json::{json, Value};
use std::{fmt::Write, time::Duration};

/// A node's JSON-RPC. Clones share their connections.
#[derive(Clone)]
pub struct Rpc {
	url: String,
	client: reqwest::Client,
}

impl Rpc {
	/// Methods of a node that listens on a port of this machine.
	///
	/// # Errors
	/// When no HTTP client can be made.
	pub fn new(port: u16) -> Result<Self> {
		let client = reqwest::Client::builder().timeout(Duration::from_secs(120)).build()?;
		Ok(Self { url: format!("http://127.0.0.1:{port}"), client })
	}

	async fn post(&self, body: String) -> Result<Value> {
		let request = self.client.post(&self.url).header("content-type", "application/json");
		let text = request.body(body).send().await?.text().await?;
		let shown: String = text.chars().take(200).collect();
		serde_json::from_str(&text).with_context(|| format!("no JSON from the node: {shown}"))
	}

	/// Calls a method.
	///
	/// # Errors
	/// When the node cannot be reached or answers with an error.
	pub async fn call(&self, method: &str, params: Value) -> Result<Value> {
		let body = json!({ "jsonrpc": "2.0", "id": 0, "method": method, "params": params });
		let mut answer = self.post(body.to_string()).await?;
		match answer.get("error") {
			Some(error) => Err(anyhow!("{method}: {error}")),
			None => Ok(answer["result"].take()),
		}
	}

	/// Calls one method with many parameters, each a text of JSON. Results are in the order of the
	/// calls; a call that failed has the error's message.
	///
	/// # Errors
	/// When the node cannot be reached or leaves a call without an answer.
	pub async fn batch<'a>(
		&self,
		method: &str,
		params: impl Iterator<Item = &'a str>,
	) -> Result<Vec<Result<Value, String>>> {
		let mut body = String::from("[");
		let mut count = 0;
		for (id, params) in params.enumerate() {
			if id > 0 {
				body.push(',');
			}
			write!(
				body,
				r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}","params":[{params}]}}"#
			)?;
			count = id + 1;
		}
		body.push(']');
		let mut results = vec![Err("no answer".to_string()); count];
		let answer = self.post(body).await?;
		let Value::Array(answers) = answer else {
			return Err(anyhow!("{method}: the node refuses a batch of {count}: {answer}"));
		};
		for mut answer in answers {
			let id = answer["id"].as_u64().and_then(|id| usize::try_from(id).ok());
			let Some(place) = id.and_then(|id| results.get_mut(id)) else { continue };
			*place = match answer.get("error") {
				Some(error) => Err(describe(error)),
				None => Ok(answer["result"].take()),
			};
		}
		Ok(results)
	}
}

fn describe(error: &Value) -> String {
	let message = error["message"].as_str().unwrap_or("error");
	match error["data"].as_str() {
		Some(data) => format!("{message}: {data}"),
		None => message.to_string(),
	}
}
