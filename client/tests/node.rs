// SPDX-License-Identifier: Apache-2.0
//! The client against a node that says what the test wants.

use codec::{Decode, Encode};
use frame_support::StorageHasher;
use jsonrpsee::{
	server::{RpcModule, Server, ServerHandle, SubscriptionMessage},
	types::ErrorObjectOwned,
};
use openledger_client::{Client, Error, Keypair, RuntimeCall, TxOptions};
use openledger_primitives::WorkerId;
use openledger_runtime::{
	AccountId, Hash, Header, Runtime, RuntimeEvent, UncheckedExtrinsic, VERSION,
};
use serde_json::{json, Value};
use sp_runtime::{traits::Header as _, DispatchError};
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
};

/// What the node holds and has received.
#[derive(Default)]
struct State {
	spec_version: Option<u32>,
	metadata: Option<Vec<u8>>,
	storage: BTreeMap<Vec<u8>, Vec<u8>>,
	extrinsics: Vec<Vec<u8>>,
	statuses: Vec<Value>,
	refuse: Option<String>,
}

type Shared = Arc<Mutex<State>>;

fn header() -> Header {
	Header::new(7, Hash::zero(), Hash::zero(), Hash::zero(), Default::default())
}

fn hex0x(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn bytes(value: &Value) -> Vec<u8> {
	hex::decode(value.as_str().unwrap().trim_start_matches("0x")).unwrap()
}

async fn node(state: State) -> (String, Shared, ServerHandle) {
	let shared: Shared = Arc::new(Mutex::new(state));
	let mut module = RpcModule::new(shared.clone());
	let answer = |module: &mut RpcModule<Shared>, name, make: fn(&State, &[Value]) -> Value| {
		module
			.register_method(name, move |params, state, _| {
				let params: Vec<Value> = params.parse().unwrap_or_default();
				Ok::<_, ErrorObjectOwned>(make(&state.lock().unwrap(), &params))
			})
			.unwrap();
	};
	answer(&mut module, "state_getRuntimeVersion", |state, _| {
		json!({
			"specName": VERSION.spec_name,
			"specVersion": state.spec_version.unwrap_or(VERSION.spec_version),
			"transactionVersion": VERSION.transaction_version,
		})
	});
	answer(&mut module, "state_getMetadata", |state, _| {
		json!(hex0x(state.metadata.as_deref().unwrap_or(&metadata())))
	});
	answer(&mut module, "chain_getBlockHash", |_, _| json!(Hash::repeat_byte(1)));
	answer(&mut module, "chain_getFinalizedHead", |_, _| json!(header().hash()));
	answer(&mut module, "chain_getHeader", |_, _| json!(header()));
	answer(&mut module, "system_accountNextIndex", |_, _| json!(3));
	answer(&mut module, "chain_getBlock", |state, _| {
		let all: Vec<_> = state.extrinsics.iter().map(|found| hex0x(found)).collect();
		json!({ "block": { "header": header(), "extrinsics": all }, "justifications": null })
	});
	answer(&mut module, "state_getStorage", |state, params| {
		json!(state.storage.get(&bytes(&params[0])).map(|value| hex0x(value)))
	});
	answer(&mut module, "state_getKeysPaged", |state, params| {
		let (prefix, count) = (bytes(&params[0]), params[1].as_u64().unwrap() as usize);
		let after = params[2].as_str().map(|_| bytes(&params[2]));
		let keys = state.storage.keys().filter(|key| {
			key.starts_with(&prefix) && after.as_ref().is_none_or(|after| *key > after)
		});
		json!(keys.take(count).map(|key| hex0x(key)).collect::<Vec<_>>())
	});
	answer(&mut module, "state_queryStorageAt", |state, params| {
		let keys = params[0].as_array().unwrap();
		let change = |key: &Value| json!([key, state.storage.get(&bytes(key)).map(|v| hex0x(v))]);
		let changes: Vec<_> = keys.iter().map(change).collect();
		json!([{ "block": header().hash(), "changes": changes }])
	});
	module
		.register_subscription(
			"author_submitAndWatchExtrinsic",
			"author_extrinsicUpdate",
			"author_unwatchExtrinsic",
			|params, pending, state, _| async move {
				let [extrinsic]: [Value; 1] = params.parse().unwrap();
				let (refuse, statuses) = {
					let mut state = state.lock().unwrap();
					state.extrinsics.push(bytes(&extrinsic));
					(state.refuse.clone(), state.statuses.clone())
				};
				if let Some(reason) = refuse {
					let error = ErrorObjectOwned::owned(1010, "Invalid Transaction", Some(reason));
					pending.reject(error).await;
					return Ok(());
				}
				let sink = pending.accept().await?;
				for status in statuses {
					sink.send(SubscriptionMessage::from_json(&status)?).await?;
				}
				// The client hangs up when it has heard enough.
				sink.closed().await;
				Ok(())
			},
		)
		.unwrap();
	let server = Server::builder().build("127.0.0.1:0").await.unwrap();
	let url = format!("ws://{}", server.local_addr().unwrap());
	(url, shared, server.start(module))
}

fn metadata() -> Vec<u8> {
	sp_io::TestExternalities::default().execute_with(Runtime::metadata).encode()
}

fn transfer() -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
		dest: AccountId::new([9; 32]).into(),
		value: 5,
	})
}

fn events(failed: bool) -> (Vec<u8>, Vec<u8>) {
	let event = match failed {
		false => RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess {
			dispatch_info: Default::default(),
		}),
		true => {
			let error = pallet_balances::Error::<Runtime>::InsufficientBalance;
			RuntimeEvent::System(frame_system::Event::ExtrinsicFailed {
				dispatch_error: DispatchError::from(error),
				dispatch_info: Default::default(),
			})
		},
	};
	let record = frame_system::EventRecord::<RuntimeEvent, Hash> {
		phase: frame_system::Phase::ApplyExtrinsic(0),
		event,
		topics: vec![],
	};
	let key = frame_support::storage::storage_prefix(b"System", b"Events");
	(key.to_vec(), vec![record].encode())
}

#[tokio::test]
async fn another_runtime_is_refused_on_connecting() {
	let (url, _, _server) = node(State::default()).await;
	let client = Client::connect(&url).await.unwrap();
	assert_eq!(client.genesis(), Hash::repeat_byte(1));
	let (url, _, _server) = node(State { spec_version: Some(99), ..Default::default() }).await;
	let error = Client::connect(&url).await.unwrap_err();
	assert!(matches!(error, Error::RuntimeMismatch { .. }), "{error}");
	let (url, _, _server) =
		node(State { metadata: Some(b"meta\x0e".to_vec()), ..Default::default() }).await;
	assert!(matches!(Client::connect(&url).await.unwrap_err(), Error::Decode { .. }));
	let error = Client::connect("ws://127.0.0.1:1").await.unwrap_err();
	assert!(error.is_temporary(), "{error}");
}

#[tokio::test]
async fn storage_is_typed_with_keys_values_and_defaults() {
	type Workers = pallet_workers::Workers<Runtime>;
	let worker = pallet_workers::Worker {
		operator: AccountId::new([4; 32]),
		stake: 17,
		endpoints: Default::default(),
		status: pallet_workers::Status::Active,
		keys: Default::default(),
	};
	let mut state = State::default();
	for id in [5u32, 1, 600] {
		state.storage.insert(Workers::hashed_key_for(WorkerId(id)), worker.encode());
	}
	let (url, shared, _server) = node(state).await;
	let client = Client::connect(&url).await.unwrap();
	let state = client.finalized().await.unwrap();
	assert_eq!(state.worker(WorkerId(5)).await.unwrap(), Some(worker.clone()));
	assert_eq!(state.worker(WorkerId(6)).await.unwrap(), None);
	let ids: Vec<u32> = state.workers().await.unwrap().iter().map(|(id, _)| id.0).collect();
	assert_eq!(ids, vec![1, 5, 600]);
	let many = state
		.map_many::<Workers, _, pallet_workers::Worker>(&[WorkerId(600), WorkerId(2)])
		.await
		.unwrap();
	assert_eq!(many, vec![Some(worker), None]);
	// More entries than one page of keys.
	let prefix = frame_support::storage::storage_prefix(b"Agents", b"Agents");
	for id in 0..1_030u32 {
		let mut key = prefix.to_vec();
		key.extend(frame_support::Twox64Concat::hash(&id.encode()));
		shared.lock().unwrap().storage.insert(key, vec![]);
	}
	assert_eq!(state.pairs(&prefix).await.unwrap().len(), 1_030);
	// Values that do not decode are an error, not a default.
	assert!(matches!(state.agents().await.unwrap_err(), Error::Decode { .. }));
	assert_eq!(state.free_balance(&AccountId::new([1; 32])).await.unwrap(), 0);
}

#[tokio::test]
async fn transactions_are_followed_until_they_are_final() {
	let block = header().hash();
	let statuses = vec![
		json!("ready"),
		json!({ "broadcast": ["peer"] }),
		json!({ "inBlock": block }),
		json!({ "retracted": block }),
		json!({ "finalized": block }),
	];
	let (key, value) = events(false);
	let storage = BTreeMap::from([(key, value)]);
	let (url, shared, _server) = node(State { statuses, storage, ..Default::default() }).await;
	let client = Client::connect(&url).await.unwrap();
	let alice = Keypair::from_suri("//Alice").unwrap();
	let done = client.submit(&alice, transfer()).await.unwrap();
	assert_eq!((done.block, done.number, done.index), (block, 7, 0));
	assert_eq!(done.events.len(), 1);
	// What was sent decodes as the runtime's own extrinsic, signed by Alice.
	let sent = shared.lock().unwrap().extrinsics[0].clone();
	let sent = UncheckedExtrinsic::decode(&mut &sent[..]).unwrap();
	assert!(sent.is_signed());
	assert_eq!(sent.function, transfer());
	let options = TxOptions { nonce: Some(9), in_best_block: true, ..Default::default() };
	shared.lock().unwrap().extrinsics.clear();
	client.submit_with(&alice, transfer(), options).await.unwrap();
}

#[tokio::test]
async fn failures_have_names() {
	let alice = Keypair::from_suri("//Alice").unwrap();
	let block = header().hash();
	let (key, value) = events(true);
	let (url, shared, _server) = node(State {
		statuses: vec![json!({ "finalized": block })],
		storage: BTreeMap::from([(key, value)]),
		..Default::default()
	})
	.await;
	let client = Client::connect(&url).await.unwrap();
	let error = client.submit(&alice, transfer()).await.unwrap_err();
	assert_eq!(error.module_error().as_deref(), Some("Balances.InsufficientBalance"));
	for (status, part) in [("invalid", "invalid"), ("dropped", "full")] {
		shared.lock().unwrap().statuses = vec![json!(status)];
		let error = client.submit(&alice, transfer()).await.unwrap_err();
		assert!(matches!(&error, Error::Dropped(why) if why.contains(part)), "{error}");
	}
	shared.lock().unwrap().refuse = Some("Inability to pay some fees".into());
	let error = client.submit(&alice, transfer()).await.unwrap_err();
	assert!(matches!(&error, Error::Refused(why) if why.contains("Inability")), "{error}");
}
