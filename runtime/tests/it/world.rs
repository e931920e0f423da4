// SPDX-License-Identifier: Apache-2.0

//! Random steps through all pallets of the value flow. A step is a name and three small numbers that
//! pick accounts, ids and amounts; ids may be one past the last, so that calls fail as well.

use crate::{
	picks::*,
	scene::{book::*, flow::*, *},
};
use frame_support::{dispatch::DispatchResult, traits::Hooks};
use openledger_primitives::*;
use openledger_primitives_objects::TreeKind;
use openledger_primitives_split::Waterfall;
use openledger_runtime::*;
use pallet_attribution::{BatchStatus, LeafOpening};
use sp_core::H256;
use std::collections::BTreeMap;

/// Who acts.
pub const ACTORS: [Key; 4] = [Key::Alice, Key::Bob, Key::Charlie, Key::Dave];

/// What the test remembers beside the chain.
#[derive(Default)]
pub struct World {
	/// One account plays all parts.
	pub alone: bool,
	/// Books of announced batches.
	pub books: BTreeMap<BatchId, Book>,
}

/// A step: what it does with the world and three numbers.
pub type Step = fn(&mut World, u8, u8, u8) -> DispatchResult;

/// All steps with their names and how often they are tried.
pub const STEPS: &[(u32, &str, Step)] = &[
	(2, "transfer", |w, a, b, c| {
		let dest = w.who(b).to_account_id().into();
		let value = amount(c) * 1_000;
		call(w.who(a), pallet_balances::Call::transfer_allow_death { dest, value })
	}),
	(6, "blocks", |_, a, _, _| {
		run(1 + u32::from(a % 12));
		Ok(())
	}),
	(1, "many blocks", |_, _, _, _| {
		run(125);
		Ok(())
	}),
	// Datanets.
	(1, "create datanet", |w, a, _, _| create_datanet(w.who(a))),
	(3, "stake curator", |w, a, b, c| {
		let amount = 10 * OPEN + amount(c);
		call(w.who(a), pallet_datanets::Call::stake_curator { datanet: datanet(b), amount })
	}),
	(1, "leave curator", |w, a, b, _| {
		let datanet = datanet(b);
		let curator = pallet_datanets::Curators::<Runtime>::iter_prefix(datanet).next();
		let who = w.right(a, curator.map(|(who, _)| who));
		call(who, pallet_datanets::Call::leave_curator { datanet })
	}),
	(1, "withdraw curator", |w, a, b, _| {
		let datanet = datanet(b);
		let curator = pallet_datanets::Curators::<Runtime>::iter_prefix(datanet).next();
		let who = w.right(a, curator.map(|(who, _)| who));
		call(who, pallet_datanets::Call::withdraw_curator { datanet })
	}),
	(1, "commit", |w, a, b, c| {
		let commitment = commitment(w.who(a), datanet(b), &manifest(u32::from(c % 8), 1));
		call(w.who(a), pallet_datanets::Call::commit { datanet: datanet(b), commitment })
	}),
	(1, "expire commit", |w, a, b, _| {
		let known: Vec<_> = pallet_datanets::Commits::<Runtime>::iter_keys().collect();
		let at = usize::from(b) % known.len().max(1);
		let (datanet, who, commitment) = known.get(at).cloned().ok_or("no commit")?;
		call(w.who(a), pallet_datanets::Call::expire_commit { datanet, who, commitment })
	}),
	(5, "contribute", |w, a, b, c| {
		contribute(w.who(a), datanet(b), u32::from(c % 8), 1 + u32::from(c % 5))
	}),
	(5, "vote", |w, a, b, c| {
		let (contribution, approve) = (undecided(b), c % 4 > 0);
		let who = w.voter(a, contribution);
		call(who, pallet_datanets::Call::vote { contribution, approve })
	}),
	(4, "conclude", |w, a, b, _| {
		call(w.who(a), pallet_datanets::Call::conclude { contribution: undecided(b) })
	}),
	(2, "release rejected", |w, a, b, _| {
		call(w.who(a), pallet_datanets::Call::release_rejected { contribution: contribution(b) })
	}),
	(2, "seal", |w, a, b, _| {
		let datanet = datanet(b);
		let owner = pallet_datanets::Datanets::<Runtime>::get(datanet).map(|found| found.owner);
		call(w.right(a, owner), pallet_datanets::Call::start_seal { datanet })
	}),
	(2, "step seal", |w, a, b, c| {
		let steps = u32::from(c % 65);
		call(w.who(a), pallet_datanets::Call::step_seal { datanet: datanet(b), steps })
	}),
	(3, "grow", |w, a, b, c| {
		let datanet = datanet(b);
		let owner = pallet_datanets::Datanets::<Runtime>::get(datanet).ok_or("no datanet")?.owner;
		let id = pallet_datanets::NextContributionId::<Runtime>::get();
		contribute(w.who(a), datanet, 100 + u32::from(c), 1 + u32::from(c % 7))?;
		let voter = w.voter(1, id);
		call(voter, pallet_datanets::Call::vote { contribution: id, approve: true })?;
		run(periods().review_window + 1);
		call(voter, pallet_datanets::Call::conclude { contribution: id })?;
		let owner = key_of(&owner).ok_or("no key")?;
		call(owner, pallet_datanets::Call::start_seal { datanet })?;
		call(voter, pallet_datanets::Call::step_seal { datanet, steps: 64 })
	}),
	// Models.
	(1, "create model", |w, a, b, c| {
		let name = b"m".to_vec().try_into().unwrap();
		let royalty = u32::from(c) * 2_500;
		let parents = match c % 2 {
			0 => Default::default(),
			_ => vec![(version(b), royalty)].try_into().unwrap(),
		};
		call(w.who(a), pallet_models::Call::create_model { name, base: BASE, parents })
	}),
	(3, "request training", |w, a, b, c| {
		let (model, worker) = (model(b), worker(c / 4));
		let owner = pallet_models::Models::<Runtime>::get(model).map(|found| found.owner);
		let datanet = datanet(c);
		let newest = pallet_datanets::Datanets::<Runtime>::get(datanet).map_or(1, |d| d.versions);
		let dataset = DatasetRef { datanet, version: newest };
		let datasets = vec![dataset].try_into().unwrap();
		let (config, budget) = (config(), amount(c) * 10);
		let request =
			pallet_models::Call::request_training { model, datasets, config, worker, budget };
		call(w.right(a, owner), request)
	}),
	(3, "accept job", |w, a, b, _| {
		let job = newest_job(b);
		call(w.right(a, operator(job)), pallet_models::Call::accept_job { job })
	}),
	(3, "submit manifest", |w, a, b, c| {
		let job = newest_job(b);
		let mut manifest = training_manifest(job).ok_or("no job")?;
		if c % 8 == 0 {
			manifest.rows_trained = u32::MAX;
		}
		let manifest = Box::new(manifest);
		call(w.right(a, operator(job)), pallet_models::Call::submit_manifest { job, manifest })
	}),
	(3, "publish version", |w, a, b, c| {
		let (rate_in, rate_out) = (u128::from(c) * MICRO, u128::from(c) * MILLI);
		let job = newest_job(b);
		let owner = pallet_models::Jobs::<Runtime>::get(job).map(|found| found.requester);
		let publish = pallet_models::Call::publish_version { job, rate_in, rate_out };
		call(w.right(a, owner), publish)
	}),
	(2, "train", |_, a, b, c| {
		let (model, worker) = (model(b), worker(c / 4));
		let owner = pallet_models::Models::<Runtime>::get(model).ok_or("no model")?.owner;
		let owner = key_of(&owner).ok_or("no key")?;
		let datanet = datanet(c);
		let sealed = pallet_datanets::Datanets::<Runtime>::get(datanet).map_or(0, |d| d.versions);
		let dataset = DatasetRef { datanet, version: sealed };
		let datasets = vec![dataset].try_into().unwrap();
		let (config, budget) = (config(), amount(a) * 10);
		let job = pallet_models::NextJobId::<Runtime>::get();
		let request =
			pallet_models::Call::request_training { model, datasets, config, worker, budget };
		call(owner, request)?;
		let operator = operator(job).and_then(|who| key_of(&who)).ok_or("no operator")?;
		call(operator, pallet_models::Call::accept_job { job })?;
		draw_decoys(job);
		let manifest = Box::new(training_manifest(job).ok_or("no job")?);
		call(operator, pallet_models::Call::submit_manifest { job, manifest })?;
		if a % 4 == 0 {
			run(2 * periods().training_deadline);
			return call(operator, pallet_models::Call::claim_delivered { job });
		}
		let (rate_in, rate_out) = (u128::from(c) * MICRO, u128::from(a) * MILLI);
		call(owner, pallet_models::Call::publish_version { job, rate_in, rate_out })
	}),
	(1, "cancel job", |w, a, b, _| {
		let job = job(b);
		let owner = pallet_models::Jobs::<Runtime>::get(job).map(|found| found.requester);
		call(w.right(a, owner), pallet_models::Call::cancel_job { job })
	}),
	(1, "claim delivered", |w, a, b, _| {
		let job = job(b);
		call(w.right(a, operator(job)), pallet_models::Call::claim_delivered { job })
	}),
	(1, "remove job", |w, a, b, _| {
		let job = job(b);
		let owner = pallet_models::Jobs::<Runtime>::get(job).map(|found| found.requester);
		call(w.right(a, owner), pallet_models::Call::remove_job { job })
	}),
	(1, "set royalty", |w, a, b, c| {
		let royalty = u32::from(c) * 2_000;
		call(w.who(a), pallet_models::Call::set_royalty { model: model(b), royalty })
	}),
	(1, "set price", |w, a, b, c| {
		let rate = u128::from(c) * MICRO;
		let (version, rate_in, rate_out) = (version(b), rate, rate);
		call(w.who(a), pallet_models::Call::set_price { version, rate_in, rate_out })
	}),
	(1, "retire version", |w, a, b, c| match c % 4 {
		0 => call(w.who(a), pallet_models::Call::retire_version { version: version(b) }),
		_ => Err("seldom".into()),
	}),
	// Agents.
	(1, "register agent", |w, a, b, c| {
		let kind = match c % 2 {
			0 => pallet_agents::AgentKind::Agent,
			_ => pallet_agents::AgentKind::App,
		};
		let register = pallet_agents::Call::register {
			kind,
			name: b"a".to_vec().try_into().unwrap(),
			card: url(),
			markup: u32::from(c) * 1_200,
			uses: vec![version(b)].try_into().unwrap(),
		};
		call(w.who(a), register)
	}),
	(1, "set beneficiary", |w, a, b, c| {
		let (agent, beneficiary) = (agent(b), w.who(c).to_account_id());
		call(w.who(a), pallet_agents::Call::set_beneficiary { agent, beneficiary })
	}),
	(1, "transfer agent", |w, a, b, c| {
		let (agent, new_owner) = (agent(b), w.who(c).to_account_id());
		call(w.who(a), pallet_agents::Call::transfer { agent, new_owner })
	}),
	(1, "retire agent", |w, a, b, c| match c % 4 {
		0 => call(w.who(a), pallet_agents::Call::retire { agent: agent(b) }),
		_ => Err("seldom".into()),
	}),
	// Workers.
	(1, "register worker", |w, a, _, c| {
		let register = pallet_workers::Call::register {
			key: w.who(a).to_account_id(),
			endpoints: vec![url()].try_into().unwrap(),
			stake: 90 * OPEN + amount(c),
		};
		call(w.who(a), register)
	}),
	(1, "add stake", |w, a, _, c| {
		call(w.who(a), pallet_workers::Call::add_stake { amount: amount(c) })
	}),
	(1, "rotate key", |w, a, _, c| {
		let new_key = w.who(c).to_account_id();
		call(w.who(a), pallet_workers::Call::rotate_key { new_key })
	}),
	(1, "leave worker", |w, a, _, c| match c % 8 {
		0 => call(w.who(a), pallet_workers::Call::leave {}),
		_ => Err("seldom".into()),
	}),
	(1, "withdraw worker", |w, a, _, _| call(w.who(a), pallet_workers::Call::withdraw {})),
	// Inference.
	(4, "open session", |w, a, b, c| {
		let made = match c % 3 {
			0 => Some(agent(c)),
			_ => None,
		};
		let deposit = amount(c);
		let session = pallet_inference::OpenSession {
			worker: worker(c / 4),
			voucher_key: w.who(b).to_account_id(),
			assets: vec![(version(b), made, None)].try_into().unwrap(),
			deposit,
			max_per_call: deposit / (1 + u128::from(c % 5)),
			expires_at: System::block_number() + 20 + u32::from(c),
			visibility: pallet_inference::Visibility::Open,
		};
		call(w.who(a), pallet_inference::Call::open_session { session })
	}),
	(1, "top up", |w, a, b, c| {
		let amount = amount(c);
		call(w.who(a), pallet_inference::Call::top_up { session: session(b), amount })
	}),
	(1, "close session", |w, a, b, _| {
		let session = session(b);
		let payer = pallet_inference::Sessions::<Runtime>::get(session).map(|found| found.payer);
		call(w.right(a, payer), pallet_inference::Call::close_session { session })
	}),
	(2, "release session", |w, a, b, _| {
		call(w.who(a), pallet_inference::Call::release { session: session(b) })
	}),
	// Attribution.
	(8, "announce", |w, a, b, c| w.announce(a, b, c)),
	(10, "carry", |w, a, b, _| {
		let book = w.book(b).ok_or("no batch")?;
		carry(&book, w.who(a));
		Ok(())
	}),
	(4, "carry to the end", |w, a, b, _| {
		let book = w.book(b).ok_or("no batch")?;
		carry_to_end(&book, w.who(a));
		Ok(())
	}),
	(3, "demand", |w, a, b, c| {
		let batch = w.book(b).ok_or("no batch")?.id();
		let (tree, leaf) = (tree(c), u32::from(c / 4 % 3));
		call(w.who(a), pallet_attribution::Call::demand { batch, tree, leaf })
	}),
	(3, "answer", |w, a, b, c| {
		let book = w.book(b).ok_or("no batch")?;
		let batch = book.id();
		let (tree, leaf) = demanded(batch, c);
		let (bytes, opening) = leaf_of(&book, tree, leaf).ok_or("no leaf")?;
		let bytes = bytes.try_into().map_err(|_| "too long")?;
		call(w.who(a), pallet_attribution::Call::answer { batch, tree, leaf, bytes, opening })
	}),
	(2, "enforce", |w, a, b, c| {
		let batch = w.book(b).ok_or("no batch")?.id();
		let (tree, leaf) = demanded(batch, c);
		call(w.who(a), pallet_attribution::Call::enforce { batch, tree, leaf })
	}),
	(3, "challenge", |w, a, b, c| {
		let book = w.book(b).ok_or("no batch")?;
		let (batch, who) = (book.id(), w.who(a));
		let proof = book.proof_of_report(u32::from(c % 2)).ok_or("no receipt")?;
		let account = who.to_account_id();
		let commitment = Attribution::commitment(batch, &proof, &account, &H256::zero());
		call(who, pallet_attribution::Call::challenge { batch, commitment })
	}),
	(3, "reveal challenge", |w, a, b, c| {
		let book = w.book(b).ok_or("no batch")?;
		let (batch, salt) = (book.id(), H256::zero());
		let prefix = (batch.worker, batch.epoch);
		let open = pallet_attribution::Challenges::<Runtime>::iter_key_prefix(prefix).next();
		let who = w.right(a, open);
		let proof = Box::new(book.proof_of_report(u32::from(c % 2)).ok_or("no receipt")?);
		call(who, pallet_attribution::Call::challenge_reveal { batch, proof, salt })
	}),
	(2, "end challenge", |w, a, b, c| {
		let batch = w.book(b).ok_or("no batch")?.id();
		let challenger = w.who(c).to_account_id();
		call(w.who(a), pallet_attribution::Call::challenge_end { batch, challenger })
	}),
	(1, "report accused", |_, _, _, _| {
		Attribution::on_idle(System::block_number(), RuntimeBlockWeights::get().max_block);
		Ok(())
	}),
	(2, "settle", |w, a, b, c| {
		let book = w.book(b).ok_or("no batch")?;
		let next = batch(book.id()).ok_or("no batch")?.next_session_leaf;
		let settle = book.settle(next + u32::from(c % 4 / 3), 1).ok_or("no range")?;
		call(w.who(a), settle)
	}),
	(2, "credit", |w, a, b, c| {
		let book = w.book(b).ok_or("no batch")?;
		let next = batch(book.id()).ok_or("no batch")?.next_credit_leaf;
		let from = next + u32::from(c % 4 / 3);
		let credit = book.credit(from, 1 + u32::from(c % 2)).ok_or("no range")?;
		call(w.who(a), credit)
	}),
	(2, "advance", |w, a, b, _| {
		let batch = w.book(b).ok_or("no batch")?.id();
		call(w.who(a), pallet_attribution::Call::advance { batch })
	}),
	(1, "prune", |w, a, b, _| {
		let batch = w.book(b).ok_or("no batch")?.id();
		call(w.who(a), pallet_attribution::Call::prune { batch })
	}),
	(1, "equivocation", |w, a, b, _| {
		let book = w.book(b).ok_or("no batch")?;
		let mut other = book.header.clone();
		other.reports.hash = H256::repeat_byte(0xee);
		let key = pallet_workers::Workers::<Runtime>::get(other.worker)
			.and_then(|worker| worker.key_at(other.epoch))
			.and_then(|key| key_of(&key))
			.ok_or("no key")?;
		let report = pallet_attribution::Call::report_equivocation {
			signature_b: sign(key, &other),
			header_a: Box::new(book.header),
			signature_a: book.signature,
			header_b: Box::new(other),
		};
		call(w.who(a), report)
	}),
	// Rewards.
	(4, "claim", |w, a, b, c| {
		let contributions = contributions(b, c);
		let who = pallet_datanets::Contributions::<Runtime>::get(contributions[0]);
		let who = w.right(a, who.map(|found| found.contributor));
		call(who, pallet_rewards::Call::claim { contributions })
	}),
	(4, "claim for", |w, a, b, c| {
		let contributions = contributions(b, c);
		call(w.who(a), pallet_rewards::Call::claim_for { contributions })
	}),
	(3, "claim curator", |w, a, b, _| {
		let datanet = datanet(b);
		let curator = pallet_datanets::Curators::<Runtime>::iter_prefix(datanet).next();
		let who = w.right(a, curator.map(|(who, _)| who));
		call(who, pallet_rewards::Call::claim_curator { datanet })
	}),
	(1, "set waterfall", |_, a, b, _| {
		let moved = u32::from(a) * 500;
		let waterfall = Waterfall {
			worker: 250_000 + moved,
			contributors: 400_000 - moved,
			burn: 400_000 - u32::from(b) * 1_000,
			..Default::default()
		};
		sudo(pallet_rewards::Call::set_waterfall { waterfall })
	}),
];

/// A leaf of a book with its opening.
fn leaf_of(book: &Book, tree: TreeKind, leaf: u32) -> Option<(Vec<u8>, LeafOpening)> {
	use codec::Encode;
	let at = leaf as usize;
	Some(match tree {
		TreeKind::Receipts => {
			let bytes = book.receipts.get(at)?.encode();
			(bytes, LeafOpening::Sum(book.receipts_tree().open(leaf)?))
		},
		TreeKind::Reports => {
			let bytes = book.reports.get(at)?.encode();
			(bytes, LeafOpening::Plain(book.reports_tree().open(leaf)?))
		},
		TreeKind::Sessions => {
			let bytes = book.sessions.get(at)?.encode();
			(bytes, LeafOpening::Sum(book.sessions_tree().open(leaf)?))
		},
		TreeKind::Credits => {
			let bytes = book.credits.get(at)?.0.encode();
			(bytes, LeafOpening::Sum(book.credits_tree().open(leaf)?))
		},
	})
}

impl World {
	/// An actor; always the same one when alone.
	pub fn who(&self, pick: u8) -> Key {
		match self.alone {
			true => ACTORS[0],
			false => ACTORS[usize::from(pick) % ACTORS.len()],
		}
	}

	/// Mostly `right`, when an actor's account is known; else whom `pick` names.
	fn right(&self, pick: u8, right: Option<AccountId>) -> Key {
		match right.and_then(|who| key_of(&who)) {
			Some(key) if pick % 5 > 0 => key,
			_ => self.who(pick),
		}
	}

	/// A curator of the contribution's Datanet that did not contribute it.
	fn voter(&self, pick: u8, id: ContributionId) -> Key {
		let found = pallet_datanets::Contributions::<Runtime>::get(id);
		let curator = found.and_then(|found| {
			pallet_datanets::Curators::<Runtime>::iter_prefix(found.datanet)
				.map(|(who, _)| who)
				.find(|who| *who != found.contributor)
		});
		self.right(pick, curator)
	}

	/// A book of a batch that the chain still knows.
	fn book(&self, pick: u8) -> Option<Book> {
		let known: Vec<&Book> =
			self.books.values().filter(|book| batch(book.id()).is_some()).collect();
		known.get(usize::from(pick) % known.len().max(1)).map(|book| (*book).clone())
	}

	/// Books answers of a worker's sessions and announces them, sometimes with a wrong header.
	fn announce(&mut self, a: u8, b: u8, c: u8) -> DispatchResult {
		if epoch().0 == 0 {
			run(periods().batch_epoch);
		}
		let worker = worker(b);
		let epoch = BatchEpoch(epoch().0 - 1);
		let key = pallet_workers::Workers::<Runtime>::get(worker)
			.and_then(|found| found.key_at(epoch))
			.and_then(|key| key_of(&key))
			.ok_or("no key")?;
		let answers: Vec<Answers> = pallet_inference::Sessions::<Runtime>::iter()
			.filter(|(_, session)| session.worker == worker)
			.map(|(session, _)| Answers { session, calls: 1 + u32::from(c % 3) })
			.collect();
		let salt = u32::from(c);
		let mut book = Book::new(worker, key, epoch, &answers, salt).ok_or("nothing to book")?;
		match c % 16 {
			0 => book.header.receipts.sum += 1,
			1 => book.header.credits.sum += 1,
			2 => book.header.epoch = BatchEpoch(epoch.0 + 1),
			// A voucher that nobody signed: the stake pays.
			3 => book.sessions[0].voucher.voucher.cumulative += 1,
			// Reports whose shares do not follow from their scores: whoever proves it is paid.
			5 | 6 => book.reports.iter_mut().for_each(|report| report.unattributed += 1),
			_ => {},
		}
		match c % 16 {
			3 => book.header.sessions = book.sessions_tree().root_object(),
			5 | 6 => book.header.reports = book.reports_tree().root_object(),
			_ => {},
		}
		book.signature = sign(if c % 16 == 4 { Key::Eve } else { key }, &book.header);
		call(self.who(a), book.announce())?;
		self.books.insert(book.id(), book);
		Ok(())
	}

	/// How many of the known batches are final.
	pub fn finals(&self) -> usize {
		self.books
			.keys()
			.filter_map(|id| batch(*id))
			.filter(|batch| matches!(batch.status, BatchStatus::Final { .. }))
			.count()
	}
}
