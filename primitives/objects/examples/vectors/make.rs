// SPDX-License-Identifier: Apache-2.0
//! The shared test vectors. Integers wider than 32 bits are decimal strings, bytes are 0x-prefixed
//! hex. `scale` is the object's SCALE encoding; `signature` the SCALE encoding of the chain's
//! `Signature` enum, `signer` the 32-byte account.

use codec::Encode;
use k256::ecdsa::SigningKey;
use openledger_primitives::{
	AgentId, Balance, BatchEpoch, ContributionId, Hash, ModelVersionId, SessionId, WorkerId, OPEN,
	SHARE_ONE,
};
use openledger_primitives_account::{eth_account, AccountId, EthSignature, Signature, Signer};
use openledger_primitives_objects::{
	BatchHeader, BatchTotal, CreditLeaf, CreditSubLeaf, Evidence, Fee, Receipt, Report,
	ReportEntry, Sampling, SessionLeaf, SignedObject, SignedVoucher, SigningDomain, Voucher,
	METHOD_GRAD_DOT,
};
use openledger_primitives_poa::{shares::shares, shares::Noise, tree::leaf_hash, Root, SumRoot};
use serde_json::{json, Value};
use sp_core::{sr25519, Pair, H160};
use sp_runtime::traits::IdentifyAccount;

/// First key of Hardhat and anvil, a public development key.
const HARDHAT: &str = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
/// Its address.
const HARDHAT_ADDRESS: &str = "f39fd6e51aad88f6f4ce6ab8827279cfffb92266";

/// Bytes as they stand in the files.
pub fn hex0x(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// The domain of every vector.
pub fn domain() -> SigningDomain {
	SigningDomain { genesis: Hash::repeat_byte(0x11), chain_id: 42 }
}

/// The account and key that signs in EIP-712 form.
fn hardhat() -> (SigningKey, AccountId) {
	let key = SigningKey::from_slice(&hex::decode(HARDHAT).unwrap()).unwrap();
	let address = H160::from_slice(&hex::decode(HARDHAT_ADDRESS).unwrap());
	(key, eth_account(address))
}

fn eth_sign(digest: &Hash) -> (AccountId, Signature) {
	let (key, account) = hardhat();
	let (signature, id) = key.sign_prehash_recoverable(digest.as_bytes()).unwrap();
	let mut bytes = [0u8; 65];
	bytes[..64].copy_from_slice(&signature.to_bytes());
	bytes[64] = 27 + id.to_byte();
	(account, Signature::Eth(EthSignature(bytes)))
}

fn alice_sign(digest: &Hash) -> (AccountId, Signature) {
	let pair = sr25519::Pair::from_string("//Alice", None).unwrap();
	(Signer::from(pair.public()).into_account(), pair.sign(digest.as_bytes()).into())
}

fn signed<T: SignedObject>(object: &T, fields: Value) -> Value {
	let scale_digest = object.scale_digest(&domain());
	let eip712_digest = object.eip712_digest(&domain());
	let entry = |scheme: &str, (signer, signature): (AccountId, Signature)| {
		json!({
			"scheme": scheme,
			"signer": hex0x(signer),
			"signature": hex0x(signature.encode()),
		})
	};
	json!({
		"object": fields,
		"scale": hex0x(object.encode()),
		"scaleDigest": hex0x(scale_digest),
		"eip712Words": object.eip712_words().iter().map(hex0x).collect::<Vec<_>>(),
		"eip712Digest": hex0x(eip712_digest),
		"signatures": [
			entry("sr25519", alice_sign(&scale_digest)),
			entry("eth", eth_sign(&eip712_digest)),
		],
	})
}

fn file<T: SignedObject>(name: &str, cases: Vec<Value>) -> Value {
	let domain = domain();
	json!({
		"name": name,
		"pallet": T::PALLET,
		"kind": T::KIND,
		"eip712Type": T::EIP712_TYPE,
		"domain": {
			"genesis": hex0x(domain.genesis),
			"chainId": domain.chain_id.to_string(),
			"scale": hex0x(domain.encode()),
		},
		"cases": cases,
	})
}

fn with(mut value: Value, name: &str, extra: Value) -> Value {
	value[name] = extra;
	value
}

/// Vouchers: the first of a session, one in the middle, one at the edge of every type.
pub fn vouchers() -> Vec<Voucher> {
	vec![
		Voucher {
			session: SessionId(0),
			worker: WorkerId(0),
			n: 1,
			acknowledges: Hash::zero(),
			cumulative: 0,
		},
		Voucher {
			session: SessionId(7),
			worker: WorkerId(3),
			n: 2,
			acknowledges: receipts()[0].hash(),
			cumulative: receipts()[0].cumulative,
		},
		Voucher {
			session: SessionId(u64::MAX),
			worker: WorkerId(u32::MAX),
			n: u32::MAX,
			acknowledges: Hash::repeat_byte(0xff),
			cumulative: Balance::MAX,
		},
	]
}

fn voucher_fields(voucher: &Voucher) -> Value {
	json!({
		"session": voucher.session.0.to_string(),
		"worker": voucher.worker.0,
		"n": voucher.n,
		"acknowledges": hex0x(voucher.acknowledges),
		"cumulative": voucher.cumulative.to_string(),
	})
}

/// Receipts: a direct call, and one through agent and app.
pub fn receipts() -> Vec<Receipt> {
	let direct = Receipt {
		session: SessionId(7),
		n: 1,
		model_version: ModelVersionId(2),
		adapter_hash: Hash::repeat_byte(0xa1),
		agent: None,
		app: None,
		prompt_hash: Hash::repeat_byte(0xb2),
		tokens_hash: Hash::repeat_byte(0xc3),
		output_hash: Hash::repeat_byte(0xd4),
		tokens_in: 12,
		tokens_out: 34,
		sampling: Sampling { temperature_milli: 0, top_p_milli: 1_000, max_tokens: 64, seed: 5 },
		fee: Fee { base: OPEN / 1_000, agent: 0, app: 0 },
		cumulative: OPEN / 1_000,
		time: 1_790_000_000_000,
	};
	let through = Receipt {
		n: 2,
		agent: Some(AgentId(0)),
		app: Some(AgentId(u32::MAX)),
		sampling: Sampling {
			temperature_milli: 700,
			top_p_milli: 950,
			max_tokens: 2_048,
			seed: u64::MAX,
		},
		fee: Fee { base: OPEN / 500, agent: OPEN / 5_000, app: 1 },
		cumulative: OPEN / 1_000 + OPEN / 500 + OPEN / 5_000 + 1,
		time: 1_790_000_001_234,
		..direct.clone()
	};
	vec![direct, through]
}

fn receipt_fields(receipt: &Receipt) -> Value {
	json!({
		"session": receipt.session.0.to_string(),
		"n": receipt.n,
		"modelVersion": receipt.model_version.0,
		"adapterHash": hex0x(receipt.adapter_hash),
		"agent": receipt.agent.map(|id| id.0),
		"app": receipt.app.map(|id| id.0),
		"promptHash": hex0x(receipt.prompt_hash),
		"tokensHash": hex0x(receipt.tokens_hash),
		"outputHash": hex0x(receipt.output_hash),
		"tokensIn": receipt.tokens_in,
		"tokensOut": receipt.tokens_out,
		"sampling": {
			"temperatureMilli": receipt.sampling.temperature_milli,
			"topPMilli": receipt.sampling.top_p_milli,
			"maxTokens": receipt.sampling.max_tokens,
			"seed": receipt.sampling.seed.to_string(),
		},
		"fee": {
			"base": receipt.fee.base.to_string(),
			"agent": receipt.fee.agent.to_string(),
			"app": receipt.fee.app.to_string(),
		},
		"cumulative": receipt.cumulative.to_string(),
		"time": receipt.time.to_string(),
	})
}

/// A report whose shares follow from its scores and decoys at z = 2.
pub fn report() -> Report {
	let decoys = vec![-3i64, 5, 1, 0];
	let scored = [(900i64, 4u32), (3, 9), (100, 1)];
	let noise = Noise::of(&decoys).unwrap();
	let (parts, unattributed) = shares(&scored, &noise, 2_000).unwrap();
	let entries: Vec<_> = scored
		.iter()
		.zip(parts)
		.enumerate()
		.map(|(i, ((score, rows), share))| ReportEntry {
			contribution: ContributionId(10 + i as u32),
			rows: *rows,
			score: *score,
			share,
		})
		.collect();
	Report {
		receipt: receipts()[0].hash(),
		method: METHOD_GRAD_DOT,
		model_version: ModelVersionId(2),
		query_hash: Hash::repeat_byte(0xe5),
		decoys: decoys.try_into().unwrap(),
		entries: entries.try_into().unwrap(),
		unattributed,
		evidence: vec![Evidence::Span {
			contribution: ContributionId(10),
			row: 3,
			start: 0,
			len: 17,
		}]
		.try_into()
		.unwrap(),
	}
}

fn report_case(report: &Report) -> Value {
	json!({
		"object": {
			"receipt": hex0x(report.receipt),
			"method": report.method,
			"modelVersion": report.model_version.0,
			"queryHash": hex0x(report.query_hash),
			"decoys": report.decoys.iter().map(i64::to_string).collect::<Vec<_>>(),
			"entries": report.entries.iter().map(|entry| json!({
				"contribution": entry.contribution.0,
				"rows": entry.rows,
				"score": entry.score.to_string(),
				"share": entry.share.to_string(),
			})).collect::<Vec<_>>(),
			"unattributed": report.unattributed.to_string(),
			"evidence": report.evidence.iter().map(|evidence| match evidence {
				Evidence::Span { contribution, row, start, len } => json!({
					"span": {
						"contribution": contribution.0, "row": row, "start": start, "len": len,
					},
				}),
			}).collect::<Vec<_>>(),
		},
		"zMilli": 2_000,
		"scale": hex0x(report.encode()),
		"leafHash": hex0x(leaf_hash(&report.encode())),
	})
}

/// A batch header that is consistent: two models, one of them also through an agent.
pub fn header() -> BatchHeader {
	let total =
		|model: u32, agent: Option<u32>, count: u32, base: Balance, markup: Balance| BatchTotal {
			model_version: ModelVersionId(model),
			agent: agent.map(AgentId),
			app: None,
			count,
			base,
			agent_markup: markup,
			app_markup: 0,
		};
	let whole = |base: Balance| base * u128::from(SHARE_ONE);
	BatchHeader {
		worker: WorkerId(3),
		epoch: BatchEpoch(21),
		waterfall_version: 1,
		totals: vec![
			total(2, None, 3, 3_000, 0),
			total(2, Some(0), 1, 1_000, 100),
			total(5, None, 2, 500, 0),
		]
		.try_into()
		.unwrap(),
		unattributed: vec![(ModelVersionId(2), whole(1_000)), (ModelVersionId(5), whole(500))]
			.try_into()
			.unwrap(),
		receipts: SumRoot { hash: Hash::repeat_byte(1), count: 6, sum: 4_600 },
		reports: Root { hash: Hash::repeat_byte(2), count: 6 },
		sessions: SumRoot { hash: Hash::repeat_byte(3), count: 2, sum: 4_600 },
		credits: SumRoot { hash: Hash::repeat_byte(4), count: 9, sum: whole(3_000) },
	}
}

fn sum_root(root: &SumRoot) -> Value {
	json!({ "hash": hex0x(root.hash), "count": root.count, "sum": root.sum.to_string() })
}

fn header_fields(header: &BatchHeader) -> Value {
	json!({
		"worker": header.worker.0,
		"epoch": header.epoch.0,
		"waterfallVersion": header.waterfall_version,
		"totals": header.totals.iter().map(|total| json!({
			"modelVersion": total.model_version.0,
			"agent": total.agent.map(|id| id.0),
			"app": total.app.map(|id| id.0),
			"count": total.count,
			"base": total.base.to_string(),
			"agentMarkup": total.agent_markup.to_string(),
			"appMarkup": total.app_markup.to_string(),
		})).collect::<Vec<_>>(),
		"unattributed": header.unattributed.iter().map(|(model, weight)| json!({
			"modelVersion": model.0, "weight": weight.to_string(),
		})).collect::<Vec<_>>(),
		"receipts": sum_root(&header.receipts),
		"reports": { "hash": hex0x(header.reports.hash), "count": header.reports.count },
		"sessions": sum_root(&header.sessions),
		"credits": sum_root(&header.credits),
	})
}

/// A session's leaf, with the second voucher signed in EIP-712 form.
pub fn session_leaf() -> SessionLeaf {
	let voucher = vouchers()[1].clone();
	let (_, signature) = eth_sign(&voucher.eip712_digest(&domain()));
	SessionLeaf {
		session: voucher.session,
		n_from: 1,
		n_to: 2,
		settled_before: 0,
		settled_after: receipts()[1].cumulative,
		voucher: SignedVoucher { voucher, signature },
	}
}

/// A credit's leaf and the one sub-leaf it has.
pub fn credit_leaf() -> (CreditLeaf, CreditSubLeaf) {
	let sub_leaf = CreditSubLeaf { receipt: 0, weight: 1_000 * u128::from(SHARE_ONE) };
	let node = sub_leaf.node();
	let leaf = CreditLeaf {
		model_version: ModelVersionId(2),
		contribution: ContributionId(10),
		weight: sub_leaf.weight,
		sub_root: SumRoot { hash: node.hash, count: 1, sum: node.sum },
	};
	(leaf, sub_leaf)
}

fn leaves() -> Value {
	let session = session_leaf();
	let (credit, sub_leaf) = credit_leaf();
	let node = |node: openledger_primitives_poa::SumNode| json!({ "hash": hex0x(node.hash), "sum": node.sum.to_string() });
	json!({
		"name": "leaves",
		"session": {
			"object": {
				"session": session.session.0.to_string(),
				"nFrom": session.n_from,
				"nTo": session.n_to,
				"settledBefore": session.settled_before.to_string(),
				"settledAfter": session.settled_after.to_string(),
				"voucher": {
					"voucher": voucher_fields(&session.voucher.voucher),
					"signature": hex0x(session.voucher.signature.encode()),
				},
			},
			"scale": hex0x(session.encode()),
			"node": node(session.node().unwrap()),
		},
		"credit": {
			"object": {
				"modelVersion": credit.model_version.0,
				"contribution": credit.contribution.0,
				"weight": credit.weight.to_string(),
				"subRoot": sum_root(&credit.sub_root),
			},
			"scale": hex0x(credit.encode()),
			"node": node(credit.node()),
		},
		"subLeaf": {
			"object": { "receipt": sub_leaf.receipt, "weight": sub_leaf.weight.to_string() },
			"scale": hex0x(sub_leaf.encode()),
			"node": node(sub_leaf.node()),
		},
	})
}

/// Every file with its content.
pub fn all() -> Vec<(&'static str, Value)> {
	let receipt_case = |receipt: &Receipt| {
		let case = signed(receipt, receipt_fields(receipt));
		with(case, "hash", json!(hex0x(receipt.hash())))
	};
	vec![
		(
			"voucher.json",
			file::<Voucher>(
				"Voucher",
				vouchers().iter().map(|voucher| signed(voucher, voucher_fields(voucher))).collect(),
			),
		),
		("receipt.json", file::<Receipt>("Receipt", receipts().iter().map(receipt_case).collect())),
		(
			"batch_header.json",
			file::<BatchHeader>("BatchHeader", vec![signed(&header(), header_fields(&header()))]),
		),
		("report.json", json!({ "name": "Report", "cases": [report_case(&report())] })),
		("leaves.json", leaves()),
	]
}
