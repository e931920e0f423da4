// SPDX-License-Identifier: Apache-2.0
//! Small neighbours, each in one storage value so that a failed call rolls them back.

use super::*;
use codec::{Decode, Encode};
use frame_support::traits::tokens::{Fortitude, Precision, Preservation};
use openledger_primitives::{
	AttributionId, ContributionId, DatanetId, DatasetRef, Hash, ModelVersionId, SessionId,
};
use openledger_primitives_fetch::FetchError;
use openledger_primitives_objects::{
	CreditLeaf, IndexRoots, Offer, SessionLeaf, SignedObject, Url, METHOD_GRAD_DOT,
};
use openledger_primitives_traits::*;
use sp_runtime::DispatchError;
use std::{cell::RefCell, collections::BTreeMap};

pub const BOOKS: [u8; 32] = [0xBB; 32];
pub const ADAPTER: Hash = H256::repeat_byte(0xAD);
/// Rows of every contribution.
pub const ROWS: u32 = 10;
/// Contributions 0.. of the one dataset.
pub const CONTRIBUTIONS: u32 = 40;

#[derive(Clone, Encode, Decode)]
pub struct StoredWorker {
	pub operator: AccountId,
	pub key: AccountId,
	pub jailed: bool,
}

#[derive(Clone, Encode, Decode)]
pub struct StoredSession {
	pub payer: AccountId,
	pub voucher_key: AccountId,
	pub worker: WorkerId,
	pub offer: Offer,
	pub settled: Balance,
	pub settled_n: u32,
}

parameter_types! {
	pub storage StoredWorkers: BTreeMap<u32, StoredWorker> = BTreeMap::new();
	pub storage StoredSessions: BTreeMap<u64, StoredSession> = BTreeMap::new();
	pub storage Validators: Vec<(AccountId, AttributionId)> = Vec::new();
	pub storage Stakes: BTreeMap<AccountId, Balance> = BTreeMap::new();
	pub storage Reported: Vec<(u32, u32, Vec<AccountId>)> = Vec::new();
	pub storage Models: u32 = 0;
	pub storage Received: BTreeMap<BatchId, Balance> = BTreeMap::new();
	pub storage Compensated: Balance = 0;
	pub storage PaidOut: Balance = 0;
	pub storage Burnt: Balance = 0;
	pub storage Distributed: Vec<(BatchId, Vec<AccountId>)> = Vec::new();
	pub storage Credited: Vec<(u32, u128)> = Vec::new();
	pub storage Closed: Vec<BatchId> = Vec::new();
	pub storage RefuseSplit: bool = false;
	pub storage RefuseCredit: bool = false;
}

pub fn stake_account(worker: WorkerId) -> AccountId {
	AccountId::new(sp_io::hashing::blake2_256(&(b"stake", worker).encode()))
}
pub fn escrow_account(session: SessionId) -> AccountId {
	AccountId::new(sp_io::hashing::blake2_256(&(b"escrow", session).encode()))
}

pub fn set_validators(count: u32) {
	let members: Vec<_> = (0..count)
		.map(|i| (validator(i), AttributionId::from(attribution_pair(i).public())))
		.collect();
	Validators::set(&members);
}

pub fn add_worker(operator: &AccountId, key: &AccountId, stake: Balance) -> WorkerId {
	let mut workers = StoredWorkers::get();
	let id = WorkerId(workers.len() as u32);
	let worker = StoredWorker { operator: operator.clone(), key: key.clone(), jailed: false };
	workers.insert(id.0, worker);
	StoredWorkers::set(&workers);
	fund(&stake_account(id), stake);
	id
}

pub fn publish_model() -> ModelVersionId {
	let id = Models::get();
	Models::set(&(id + 1));
	ModelVersionId(id)
}

pub fn add_session(
	payer: &AccountId,
	voucher_key: &AccountId,
	worker: WorkerId,
	offer: Offer,
	deposit: Balance,
) -> SessionId {
	let mut sessions = StoredSessions::get();
	let id = SessionId(sessions.len() as u64);
	let session = StoredSession {
		payer: payer.clone(),
		voucher_key: voucher_key.clone(),
		worker,
		offer,
		settled: 0,
		settled_n: 0,
	};
	sessions.insert(id.0, session);
	StoredSessions::set(&sessions);
	move_funds(payer, &escrow_account(id), deposit);
	id
}

fn move_funds(from: &AccountId, to: &AccountId, amount: Balance) -> Balance {
	let amount = amount.min(Balances::free_balance(from));
	if amount > 0 {
		<Balances as Mutate<_>>::transfer(from, to, amount, Preservation::Expendable).unwrap();
	}
	amount
}

/// The books hold exactly what they received and did not pay out, and their first planck.
pub fn check_books() {
	let received: Balance = Received::get().values().sum();
	let held = Balances::free_balance(AccountId::from(BOOKS));
	assert_eq!(held, 1 + received + Compensated::get() - PaidOut::get());
}

pub struct MockWorkers;

impl InspectWorkers<AccountId> for MockWorkers {
	fn worker(id: WorkerId) -> Option<WorkerSummary<AccountId>> {
		let worker = StoredWorkers::get().get(&id.0)?.clone();
		Some(WorkerSummary {
			operator: worker.operator,
			stake: Balances::free_balance(stake_account(id)),
			endpoints: vec![Url::try_from(b"http://worker/".to_vec()).unwrap()],
			active: !worker.jailed,
		})
	}
	fn operated_by(operator: &AccountId) -> Option<WorkerId> {
		let workers = StoredWorkers::get();
		let found = workers.iter().find(|(_, worker)| worker.operator == *operator);
		found.map(|(id, _)| WorkerId(*id))
	}
	fn key_at(id: WorkerId, _: BatchEpoch) -> Option<AccountId> {
		StoredWorkers::get().get(&id.0).map(|worker| worker.key.clone())
	}
	fn workers_after(after: Option<WorkerId>, limit: u32) -> Vec<WorkerId> {
		let workers = StoredWorkers::get();
		let ids = workers.keys().map(|id| WorkerId(*id)).filter(|id| Some(*id) > after);
		ids.take(limit as usize).collect()
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_worker(operator: &AccountId, key: &AccountId, stake: Balance) -> WorkerId {
		add_worker(operator, key, stake)
	}
}

impl SlashWorkers<AccountId> for MockWorkers {
	fn slash(
		id: WorkerId,
		amount: Balance,
		to: &AccountId,
		jail: bool,
	) -> Result<Balance, DispatchError> {
		let mut workers = StoredWorkers::get();
		let worker = workers.get_mut(&id.0).ok_or(DispatchError::CannotLookup)?;
		worker.jailed |= jail;
		StoredWorkers::set(&workers);
		Ok(move_funds(&stake_account(id), to, amount))
	}
}

pub struct MockSessions;

impl InspectSessions<AccountId> for MockSessions {
	fn session(id: SessionId) -> Option<SessionSummary<AccountId>> {
		let session = StoredSessions::get().get(&id.0)?.clone();
		Some(SessionSummary {
			payer: session.payer,
			voucher_key: session.voucher_key,
			worker: session.worker,
			offers: vec![session.offer],
			max_per_call: OPEN,
			deposit: Balances::free_balance(escrow_account(id)) + session.settled,
			settled: session.settled,
			settled_n: session.settled_n,
		})
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_session(
		payer: &AccountId,
		voucher_key: &AccountId,
		worker: WorkerId,
		offer: Offer,
		deposit: Balance,
	) -> SessionId {
		add_session(payer, voucher_key, worker, offer, deposit)
	}
}

impl SettleSessions<AccountId> for MockSessions {
	fn settle(
		worker: WorkerId,
		leaf: &SessionLeaf,
		to: &AccountId,
	) -> Result<Balance, DispatchError> {
		let mut sessions = StoredSessions::get();
		let session = sessions.get_mut(&leaf.session.0).ok_or(DispatchError::CannotLookup)?;
		let voucher = &leaf.voucher.voucher;
		let signature = &leaf.voucher.signature;
		let holds = session.worker == worker
			&& leaf.settled_before == session.settled
			&& leaf.n_from == session.settled_n + 1
			&& voucher.n == leaf.n_to
			&& voucher.verify(&MockDomain::get(), signature, &session.voucher_key);
		frame_support::ensure!(holds, DispatchError::Other("leaf"));
		session.settled = leaf.settled_after;
		session.settled_n = leaf.n_to;
		StoredSessions::set(&sessions);
		let amount = leaf.amount().ok_or(DispatchError::Other("backwards"))?;
		Ok(move_funds(&escrow_account(leaf.session), to, amount))
	}
}

pub struct MockModels;

impl InspectModels<AccountId> for MockModels {
	fn model_version(id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		let index = IndexRoots { method: METHOD_GRAD_DOT, z_milli: 2_000, ..Default::default() };
		(id.0 < Models::get()).then(|| ModelVersionSummary {
			owner: account("Owner"),
			trainer: WORKER,
			adapter_hash: ADAPTER,
			rate_in: OPEN / 1_000,
			rate_out: OPEN / 1_000,
			datasets: vec![(DatasetRef { datanet: DatanetId(0), version: 1 }, ROWS)],
			royalties: vec![],
			index,
			live: true,
		})
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_model_version(_: &AccountId, _: WorkerId, _: &[DatasetRef]) -> ModelVersionId {
		publish_model()
	}
}

pub struct MockDatasets;

impl InspectDatasets<AccountId> for MockDatasets {
	fn dataset(_: DatasetRef) -> Option<DatasetSummary> {
		None
	}
	fn contribution(id: ContributionId) -> Option<ContributionSummary<AccountId>> {
		(id.0 < CONTRIBUTIONS).then(|| ContributionSummary {
			datanet: DatanetId(0),
			position: id.0,
			rows: ROWS,
			beneficiary: account("Contributor"),
			// The last one came after the version that was trained on.
			sealed_in: if id.0 + 1 == CONTRIBUTIONS { 2 } else { 1 },
		})
	}
	fn owner(_: DatanetId) -> Option<AccountId> {
		None
	}
	fn sealed_rows(_: DatanetId) -> u64 {
		0
	}
	fn curator_stake(_: DatanetId, _: &AccountId) -> Balance {
		0
	}
	fn curator_total(_: DatanetId) -> Balance {
		0
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_dataset(_: &AccountId, _: u32) -> (DatasetRef, ContributionId) {
		(DatasetRef { datanet: DatanetId(0), version: 1 }, ContributionId(0))
	}
}

pub struct MockBooks;

impl Books<AccountId> for MockBooks {
	fn account() -> AccountId {
		BOOKS.into()
	}
	fn current_waterfall() -> u32 {
		3
	}
	fn check(header: &BatchHeader) -> Result<(), DispatchError> {
		let known = header.models().iter().all(|model| model.0 < Models::get());
		frame_support::ensure!(known, DispatchError::Other("model"));
		Ok(())
	}
	fn receive(batch: BatchId, amount: Balance) -> Result<(), DispatchError> {
		let mut received = Received::get();
		*received.entry(batch).or_default() += amount;
		Received::set(&received);
		Ok(())
	}
	fn distribute(
		header: &BatchHeader,
		worker: &AccountId,
		attesters: &[AccountId],
	) -> Result<(), DispatchError> {
		let full = Received::get().get(&header.id()) == Some(&header.fee_total());
		frame_support::ensure!(full && !RefuseSplit::get(), DispatchError::Other("split"));
		let paid = move_funds(&BOOKS.into(), worker, header.fee_total() / 4);
		PaidOut::set(&(PaidOut::get() + paid));
		let burnt = header.fee_total() / 25;
		<Balances as Mutate<_>>::burn_from(
			&BOOKS.into(),
			burnt,
			Preservation::Preserve,
			Precision::Exact,
			Fortitude::Polite,
		)?;
		PaidOut::set(&(PaidOut::get() + burnt));
		Burnt::set(&(Burnt::get() + burnt));
		let mut distributed = Distributed::get();
		distributed.push((header.id(), attesters.to_vec()));
		Distributed::set(&distributed);
		Ok(())
	}
	fn credit(_: &BatchHeader, leaf: &CreditLeaf) -> Result<(), DispatchError> {
		let mut credited = Credited::get();
		credited.push((leaf.contribution.0, leaf.weight));
		Credited::set(&credited);
		frame_support::ensure!(!RefuseCredit::get(), DispatchError::Other("credit"));
		Ok(())
	}
	fn close(header: &BatchHeader) -> Result<(), DispatchError> {
		let mut closed = Closed::get();
		closed.push(header.id());
		Closed::set(&closed);
		Ok(())
	}
	fn compensate(header: &BatchHeader, amount: Balance) -> Result<(), DispatchError> {
		Self::close(header)?;
		Compensated::set(&(Compensated::get() + amount));
		Ok(())
	}
	fn cost_of_failure(header: &BatchHeader) -> Result<Balance, DispatchError> {
		Ok(header.fee_total() / 4 * 3)
	}
}

pub struct MockCommittee;

impl Committee<AccountId> for MockCommittee {
	fn session_index() -> u32 {
		5
	}
	fn members() -> Vec<(AccountId, AttributionId, Balance)> {
		let stakes = Stakes::get();
		let stake = |who: &AccountId| stakes.get(who).copied().unwrap_or(1);
		Validators::get().into_iter().map(|(who, key)| (who.clone(), key, stake(&who))).collect()
	}
}

/// Remembers who was reported.
pub struct MockReports;

impl ReportAttesters<AccountId> for MockReports {
	fn report(session: u32, validators: u32, offenders: &[AccountId]) {
		let mut reported = Reported::get();
		reported.push((session, validators, offenders.to_vec()));
		Reported::set(&reported);
	}
	fn weight() -> frame_support::weights::Weight {
		REPORT_WEIGHT
	}
}

/// What reporting one attester weighs.
pub const REPORT_WEIGHT: frame_support::weights::Weight =
	frame_support::weights::Weight::from_parts(1_000_000_000, 0);

pub struct MockRandomness;

impl BlockRandomness for MockRandomness {
	fn vrf_output() -> Option<Hash> {
		Some(Hash::from(sp_io::hashing::blake2_256(&System::block_number().encode())))
	}
}

type Served = Box<dyn Fn(&str) -> Result<Vec<u8>, FetchError>>;

thread_local! {
	static SERVER: RefCell<Option<Served>> = const { RefCell::new(None) };
	static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What the worker's endpoint answers from now on.
pub fn serve(server: impl Fn(&str) -> Result<Vec<u8>, FetchError> + 'static) {
	SERVER.with(|cell| *cell.borrow_mut() = Some(Box::new(server)));
	ASKED.with(|asked| asked.borrow_mut().clear());
}

/// URLs asked for since [`serve`].
pub fn asked() -> Vec<String> {
	ASKED.with(|asked| asked.borrow().clone())
}

pub struct MockFetch;

impl Fetch for MockFetch {
	fn fetch(url: &[u8], max_bytes: u32, deadline_ms: u64) -> Result<Vec<u8>, FetchError> {
		assert!(deadline_ms > 0 && deadline_ms <= crate::offchain::REQUEST_MS);
		let url = String::from_utf8(url.to_vec()).unwrap();
		ASKED.with(|asked| asked.borrow_mut().push(url.clone()));
		let body = SERVER.with(|cell| match cell.borrow().as_ref() {
			Some(server) => server(&url),
			None => Err(FetchError::Unresolved),
		})?;
		Ok(body.into_iter().take(max_bytes as usize).collect())
	}
}
