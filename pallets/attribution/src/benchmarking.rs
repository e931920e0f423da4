// SPDX-License-Identifier: Apache-2.0
//! Benchmarks. Announcing and attesting do not depend on the size of a batch; chunks are linear in
//! their leaves; the last chunk, with the split of a header of sixteen totals, is what is measured.

use super::*;
use alloc::{boxed::Box, vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::RawOrigin,
	pallet_prelude::TransactionSource,
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use openledger_primitives::*;
use openledger_primitives_account::{AccountId, Signature};
use openledger_primitives_objects::*;
use openledger_primitives_poa::{
	shares::{shares, Noise},
	RangeProof, SumNode, Tree,
};
use openledger_primitives_traits::*;
use sp_application_crypto::RuntimeAppPublic;
use sp_core::{crypto::KeyTypeId, sr25519, H256};
use sp_runtime::SaturatedConversion;

const KEYS: KeyTypeId = KeyTypeId(*b"bnch");
const EPOCH: u32 = 5;
const TOTALS: u32 = MAX_BATCH_TOTALS;
/// Validators that a committee is drawn from.
const BENCH_VALIDATORS: u32 = 100;
/// Fee of one session's answer: each of its models can be worth a full chunk of credits.
const FEE: Balance = MICRO * (TOTALS * MAX_CREDIT_LEAVES) as Balance;

fn rich<T: Config>(name: &'static str, index: u32) -> AccountId {
	let who: AccountId = account(name, index, 0);
	T::Currency::set_balance(&who, 1_000_000 * OPEN);
	who
}

fn key() -> sr25519::Public {
	sp_io::crypto::sr25519_generate(KEYS, None)
}

fn sign<T: Config>(key: &sr25519::Public, object: &impl SignedObject) -> Signature {
	let digest = object.scale_digest(&T::SigningDomain::get());
	sp_io::crypto::sr25519_sign(KEYS, key, digest.as_bytes()).unwrap().into()
}

/// A worker with a batch of `n` sessions and `c` credits.
struct Setup {
	operator: AccountId,
	key: sr25519::Public,
	header: BatchHeader,
	sessions: Vec<SessionLeaf>,
	credits: Vec<CreditLeaf>,
}

impl Setup {
	fn new<T: Config>(n: u32, c: u32) -> Self {
		frame_system::Pallet::<T>::set_block_number(1u32.into());
		let operator = rich::<T>("operator", 0);
		T::Currency::set_balance(&T::Books::account(), OPEN);
		T::Currency::set_balance(&T::Treasury::get(), 1_000 * OPEN);
		let key = key();
		let worker = T::Workers::bench_worker(&operator, &key.0.into(), 1_000 * OPEN);
		let (dataset, first) = T::Datasets::bench_dataset(&operator, c.max(1));
		let mut models: Vec<ModelVersionId> = (0..TOTALS)
			.map(|_| T::Models::bench_model_version(&operator, worker, &[dataset]))
			.collect();
		models.sort();
		let epoch = T::Timing::get().batch_epoch.saturating_mul(EPOCH + 1);
		frame_system::Pallet::<T>::set_block_number(epoch.into());

		let voucher_key = self::key();
		let sessions: Vec<SessionLeaf> = (0..n)
			.map(|i| {
				let payer = rich::<T>("payer", i);
				let offer = Offer {
					model_version: models[0],
					agent: None,
					app: None,
					rate_in: FEE,
					rate_out: FEE,
					agent_markup: 0,
					app_markup: 0,
				};
				let voucher_account: AccountId = voucher_key.0.into();
				let session =
					T::Sessions::bench_session(&payer, &voucher_account, worker, offer, OPEN);
				let voucher =
					Voucher { session, worker, n: 1, acknowledges: H256::zero(), cumulative: 0 };
				let signature = sign::<T>(&voucher_key, &voucher);
				SessionLeaf {
					session,
					n_from: 1,
					n_to: 1,
					settled_before: 0,
					settled_after: FEE,
					voucher: SignedVoucher { voucher, signature },
				}
			})
			.collect();
		let credits: Vec<CreditLeaf> = (0..c)
			.map(|i| CreditLeaf {
				model_version: models[0],
				contribution: ContributionId(first.0 + i),
				weight: least_weight(T::MinBatchFee::get()),
				sub_root: Default::default(),
			})
			.collect();
		let session_tree = Tree::new(sessions.iter().map(|l| l.node().unwrap()).collect()).unwrap();
		let credit_tree = Tree::new(credits.iter().map(|l| l.node()).collect()).unwrap();
		let total = FEE * Balance::from(n);
		let base = total / Balance::from(TOTALS);
		let totals: Vec<BatchTotal> = models
			.iter()
			.map(|model| BatchTotal {
				model_version: *model,
				agent: None,
				app: None,
				count: n,
				base,
				agent_markup: 0,
				app_markup: 0,
			})
			.collect();
		let credited = credit_tree.root().sum;
		let unattributed: Vec<_> = models
			.iter()
			.enumerate()
			.map(|(i, model)| {
				let whole = base * u128::from(SHARE_ONE);
				(*model, if i == 0 { whole - credited } else { whole })
			})
			.collect();
		let mut receipts = session_tree.root_object();
		receipts.count = n * TOTALS;
		let mut reports = Tree::<H256>::new(vec![]).unwrap().root_object();
		reports.count = receipts.count;
		let header = BatchHeader {
			worker,
			epoch: BatchEpoch(EPOCH),
			waterfall_version: T::Books::current_waterfall(),
			totals: totals.try_into().unwrap(),
			unattributed: unattributed.try_into().unwrap(),
			receipts,
			reports,
			sessions: session_tree.root_object(),
			credits: credit_tree.root_object(),
		};
		Self { operator, key, header, sessions, credits }
	}

	fn id(&self) -> BatchId {
		self.header.id()
	}

	fn announce<T: Config>(&self) {
		let by = self.operator.clone();
		Pallet::<T>::do_announce(self.header.clone(), by.clone(), by).unwrap();
	}

	fn change<T: Config>(&self, change: impl FnOnce(&mut Batch)) {
		Batches::<T>::mutate(self.header.worker, self.header.epoch, |batch| {
			change(batch.as_mut().unwrap())
		});
	}

	fn batch<T: Config>(&self) -> Batch {
		Batches::<T>::get(self.header.worker, self.header.epoch).unwrap()
	}

	/// Announced and in the given state, with a full committee that attested.
	fn at<T: Config>(&self, status: BatchStatus) {
		self.announce::<T>();
		let key = AttributionId::generate_pair(None);
		let seats: Vec<Seat> = (0..MAX_COMMITTEE)
			.map(|i| Seat { account: rich::<T>("seat", i), key: key.clone() })
			.collect();
		let validators: Vec<AccountId> = seats.iter().map(|seat| seat.account.clone()).collect();
		T::ReportAttesters::bench_validators(&validators);
		self.change::<T>(|batch| {
			batch.status = status;
			batch.seed = Some(H256::repeat_byte(1));
			batch.audit = 1;
			batch.committee = seats.try_into().unwrap();
			batch.validators = MAX_COMMITTEE;
			batch.full_set = true;
			batch.attested = u32::MAX;
			batch.attest_until = u32::MAX;
		});
	}

	fn session_proof(&self) -> RangeProof<SumNode> {
		let nodes = self.sessions.iter().map(|l| l.node().unwrap()).collect();
		Tree::new(nodes).unwrap().range(0, self.sessions.len() as u32).unwrap()
	}

	fn credit_proof(&self) -> RangeProof<SumNode> {
		let nodes = self.credits.iter().map(|l| l.node()).collect();
		Tree::new(nodes).unwrap().range(0, self.credits.len() as u32).unwrap()
	}

	/// A report of `n` entries in which one share is wrong, about a receipt that has nearly all the fees
	/// of the batch, so that every point draws it.
	fn lie<T: Config>(&mut self, n: u32) -> FraudProof {
		let model = self.header.totals[0].model_version;
		let index = T::Models::model_version(model).unwrap().index;
		let count = self.header.receipts.count;
		let receipts: Vec<SignedReceipt> = (0..count)
			.map(|i| {
				let base = if i == 0 { FEE - Balance::from(count - 1) } else { 1 };
				let receipt = Receipt {
					session: self.sessions[0].session,
					n: i + 1,
					model_version: model,
					adapter_hash: H256::zero(),
					agent: None,
					app: None,
					prompt_hash: H256::zero(),
					tokens_hash: H256::zero(),
					output_hash: H256::zero(),
					tokens_in: 0,
					tokens_out: 0,
					sampling: Sampling::default(),
					fee: Fee { base, agent: 0, app: 0 },
					cumulative: FEE,
					time: 0,
				};
				SignedReceipt { signature: sign::<T>(&self.key, &receipt), receipt }
			})
			.collect();
		let decoys = vec![0i64; MAX_DECOYS as usize];
		let scored = vec![(1_000i64, 1u32); n as usize];
		let noise = Noise::of(&decoys).unwrap();
		let (parts, unattributed) = shares(&scored, &noise, index.z_milli).unwrap();
		let entries: Vec<ReportEntry> = (0..)
			.zip(parts)
			.map(|(i, share)| ReportEntry {
				contribution: ContributionId(i),
				rows: 1,
				score: 1_000,
				share,
			})
			.collect();
		let report = Report {
			receipt: receipts[0].receipt.hash(),
			method: index.method,
			model_version: model,
			query_hash: H256::zero(),
			decoys: decoys.try_into().unwrap(),
			entries: entries.try_into().unwrap(),
			unattributed: unattributed + 1,
			evidence: Default::default(),
		};
		let nodes = receipts.iter().map(|receipt| audit::receipt_node(receipt).unwrap()).collect();
		let receipt_tree = Tree::new(nodes).unwrap();
		let bytes = report.encode();
		let report_tree = Tree::of_leaves(vec![bytes.as_slice(); count as usize]).unwrap();
		self.header.receipts = receipt_tree.root_object();
		self.header.reports = report_tree.root_object();
		FraudProof::Report(OpenedAnswer {
			receipt: OpenedReceipt {
				receipt: receipts[0].clone(),
				opening: receipt_tree.open(0).unwrap(),
			},
			report,
			report_opening: report_tree.open(0).unwrap(),
		})
	}

	fn attestation<T: Config>(&self) -> (Attestation, AttributionSignature) {
		self.at::<T>(BatchStatus::Seeded);
		// The vote that makes the quorum.
		let voted = (1u32 << 22) - 2;
		self.change::<T>(|batch| batch.attested = voted);
		let batch = self.batch::<T>();
		let attestation = Attestation {
			worker: self.header.worker,
			epoch: self.header.epoch,
			header_hash: batch.header_hash,
			seed: batch.seed.unwrap(),
			session_index: batch.session_index,
			authority: 0,
			audited: H256::zero(),
		};
		let payload = Pallet::<T>::attest_payload(&attestation);
		let signature = batch.committee[0].key.sign(&payload).unwrap();
		(attestation, signature)
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn announce() {
		let setup = Setup::new::<T>(1, 1);
		let signature = sign::<T>(&setup.key, &setup.header);
		let header = Box::new(setup.header.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(setup.operator.clone()), header, signature);

		assert!(Batches::<T>::contains_key(setup.header.worker, setup.header.epoch));
	}

	#[benchmark]
	fn announce_pulled() {
		let setup = Setup::new::<T>(1, 1);
		let signature = sign::<T>(&setup.key, &setup.header);
		let header = Box::new(setup.header.clone());
		let proof = AttributionId::generate_pair(None).sign(&b"not read here").unwrap();

		#[extrinsic_call]
		_(RawOrigin::Authorized, header, signature, 0, proof);

		assert!(Batches::<T>::contains_key(setup.header.worker, setup.header.epoch));
	}

	#[benchmark]
	fn authorize_announce_pulled() {
		let setup = Setup::new::<T>(1, 1);
		let signature = sign::<T>(&setup.key, &setup.header);
		let header = Box::new(setup.header.clone());
		let payload = Pallet::<T>::announce_payload(&setup.header, 0);
		let own = AttributionId::generate_pair(None);
		let proof = own.sign(&payload).unwrap();
		let authorized;
		let holds;

		// The last check, of a signature, fails for a foreign key and costs the same.
		#[block]
		{
			let source = TransactionSource::External;
			authorized = Pallet::<T>::authorize_announce(source, &header, &signature, &0, &proof);
			holds = Pallet::<T>::announce_proof_holds(&header, 0, &own, &proof);
		}

		assert!(holds);
		assert!(authorized.is_err());
	}

	#[benchmark]
	fn attest() {
		let setup = Setup::new::<T>(1, 1);
		let (attestation, signature) = setup.attestation::<T>();

		#[extrinsic_call]
		_(RawOrigin::Authorized, attestation, signature);

		assert!(matches!(setup.batch::<T>().status, BatchStatus::Attested { .. }));
	}

	#[benchmark]
	fn authorize_attest() {
		let setup = Setup::new::<T>(1, 1);
		let (attestation, signature) = setup.attestation::<T>();
		let authorized;

		#[block]
		{
			let source = TransactionSource::External;
			authorized = Pallet::<T>::authorize_attest(source, &attestation, &signature);
		}

		assert!(authorized.is_ok());
	}

	#[benchmark]
	fn demand() {
		let setup = Setup::new::<T>(1, 1);
		setup.at::<T>(BatchStatus::Seeded);
		let who = rich::<T>("demander", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), setup.id(), TreeKind::Sessions, 0);

		assert_eq!(setup.batch::<T>().open_demands, 1);
	}

	#[benchmark]
	fn answer(b: Linear<256, 98_304>) {
		let mut setup = Setup::new::<T>(1, 1);
		let model = setup.header.totals[0].model_version;
		let z_milli = T::Models::model_version(model).unwrap().index.z_milli;
		let entries = (b / 24).min(MAX_REPORT_ENTRIES);
		let decoys = vec![0i64; MAX_DECOYS as usize];
		let scored = vec![(1_000i64, 1u32); entries as usize];
		let noise = Noise::of(&decoys).unwrap();
		let (parts, unattributed) = shares(&scored, &noise, z_milli).unwrap();
		let entries: Vec<ReportEntry> = (0..)
			.zip(parts)
			.map(|(i, share)| ReportEntry {
				contribution: ContributionId(i),
				rows: 1,
				score: 1_000,
				share,
			})
			.collect();
		let report = Report {
			receipt: H256::zero(),
			method: METHOD_GRAD_DOT,
			model_version: model,
			query_hash: H256::zero(),
			decoys: decoys.try_into().unwrap(),
			entries: entries.try_into().unwrap(),
			unattributed,
			evidence: Default::default(),
		};
		let bytes = report.encode();
		let leaves = vec![bytes.as_slice(); setup.header.reports.count as usize];
		let tree = Tree::of_leaves(leaves).unwrap();
		setup.header.reports = tree.root_object();
		setup.at::<T>(BatchStatus::Seeded);
		let who = rich::<T>("demander", 0);
		Pallet::<T>::do_demand(who.clone(), setup.id(), TreeKind::Reports, 0).unwrap();
		let opening = LeafOpening::Plain(tree.open(0).unwrap());
		let bytes: AnswerBytes = bytes.try_into().unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), setup.id(), TreeKind::Reports, 0, bytes, opening);

		assert_eq!(setup.batch::<T>().open_demands, 0);
	}

	#[benchmark]
	fn enforce() {
		let setup = Setup::new::<T>(1, 1);
		setup.at::<T>(BatchStatus::Seeded);
		let who = rich::<T>("demander", 0);
		Pallet::<T>::do_demand(who.clone(), setup.id(), TreeKind::Sessions, 0).unwrap();
		let late = Pallet::<T>::now() + T::Timing::get().answer_window + 1;
		frame_system::Pallet::<T>::set_block_number(late.into());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), setup.id(), TreeKind::Sessions, 0);

		assert!(matches!(setup.batch::<T>().status, BatchStatus::Failed { .. }));
	}

	#[benchmark]
	fn settle_sessions(n: Linear<1, MAX_SESSION_LEAVES>) {
		let setup = Setup::new::<T>(n, 1);
		setup.at::<T>(BatchStatus::Attested { until: 1 });
		let leaves: SessionLeaves = setup.sessions.clone().try_into().unwrap();
		let proof = setup.session_proof();

		#[extrinsic_call]
		_(RawOrigin::Signed(setup.operator.clone()), setup.id(), leaves, proof);

		assert!(matches!(setup.batch::<T>().status, BatchStatus::Crediting { .. }));
	}

	#[benchmark]
	fn credit(n: Linear<1, MAX_CREDIT_LEAVES>) {
		let setup = Setup::new::<T>(1, n);
		setup.at::<T>(BatchStatus::Attested { until: 1 });
		let proof = setup.session_proof();
		Pallet::<T>::do_settle_sessions(setup.id(), &setup.sessions, &proof).unwrap();
		let leaves: CreditLeaves = setup.credits.clone().try_into().unwrap();
		let proof = setup.credit_proof();

		#[extrinsic_call]
		_(RawOrigin::Signed(setup.operator.clone()), setup.id(), leaves, proof);

		assert!(matches!(setup.batch::<T>().status, BatchStatus::Final { .. }));
	}

	#[benchmark]
	fn advance() {
		// The dearest step: the stake pays what is missing and the fees are split.
		let setup = Setup::new::<T>(1, 1);
		setup.at::<T>(BatchStatus::Settling { by: 1 });

		#[extrinsic_call]
		_(RawOrigin::Signed(setup.operator.clone()), setup.id());

		assert!(matches!(setup.batch::<T>().status, BatchStatus::Crediting { .. }));
	}

	#[benchmark]
	fn prune() {
		let setup = Setup::new::<T>(1, 1);
		setup.at::<T>(BatchStatus::Crediting { by: 1 });
		setup.change::<T>(|batch| batch.status = BatchStatus::Failed { at: 1 });
		Pallet::<T>::release_exposure(setup.id(), setup.header.fee_total());
		let late = Pallet::<T>::now() + T::Timing::get().credit_ttl + 1;
		frame_system::Pallet::<T>::set_block_number(late.into());

		#[extrinsic_call]
		_(RawOrigin::Signed(setup.operator.clone()), setup.id());

		assert!(!Batches::<T>::contains_key(setup.header.worker, setup.header.epoch));
	}

	#[benchmark]
	fn report_equivocation() {
		let setup = Setup::new::<T>(1, 1);
		let header = Box::new(setup.header.clone());
		let mut other = header.clone();
		other.reports.hash = H256::repeat_byte(1);
		let first = sign::<T>(&setup.key, header.as_ref());
		let second = sign::<T>(&setup.key, other.as_ref());

		#[extrinsic_call]
		_(RawOrigin::Signed(setup.operator.clone()), header, first, other, second);

		assert!(Equivocations::<T>::contains_key(setup.header.worker, setup.header.epoch));
	}

	#[benchmark]
	fn challenge() {
		let setup = Setup::new::<T>(1, 1);
		setup.at::<T>(BatchStatus::Seeded);
		let who = rich::<T>("challenger", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), setup.id(), H256::zero());

		assert_eq!(setup.batch::<T>().open_challenges, 1);
	}

	// The dearest proof by far is a report's: the others hash and verify less. What is measured is
	// the whole consequence: the batch fails, sixteen models' pots are filled, the stake is slashed
	// twice, a committee of 32 is accused.
	#[benchmark]
	fn challenge_reveal(n: Linear<0, MAX_REPORT_ENTRIES>) {
		let mut setup = Setup::new::<T>(1, 1);
		let proof = setup.lie::<T>(n);
		setup.at::<T>(BatchStatus::Attested { until: u32::MAX });
		let who = rich::<T>("challenger", 0);
		let commitment = Pallet::<T>::commitment(setup.id(), &proof, &who, &H256::zero());
		Pallet::<T>::do_challenge(who.clone(), setup.id(), commitment).unwrap();
		frame_system::Pallet::<T>::set_block_number((Pallet::<T>::now() + 1).into());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), setup.id(), Box::new(proof), H256::zero());

		assert!(matches!(setup.batch::<T>().status, BatchStatus::Failed { .. }));
		let accused = Accusations::<T>::get(setup.header.worker, setup.header.epoch).unwrap();
		assert_eq!(accused.offenders.len() as u32, MAX_COMMITTEE);
	}

	#[benchmark]
	fn challenge_end() {
		let setup = Setup::new::<T>(1, 1);
		setup.at::<T>(BatchStatus::Seeded);
		let who = rich::<T>("challenger", 0);
		Pallet::<T>::do_challenge(who.clone(), setup.id(), H256::zero()).unwrap();
		let late = Pallet::<T>::now() + T::Timing::get().answer_window + 1;
		frame_system::Pallet::<T>::set_block_number(late.into());

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), setup.id(), who.clone());

		assert_eq!(setup.batch::<T>().open_challenges, 0);
	}

	// One report of a validator without nominators; the rest of what a report may cost is
	// `ReportAttesters::weight`.
	#[benchmark]
	fn report_accused() {
		let setup = Setup::new::<T>(1, 1);
		setup.at::<T>(BatchStatus::Seeded);
		let (worker, epoch) = (setup.header.worker, setup.header.epoch);
		let offenders = setup.batch::<T>().attesters();
		assert_eq!(offenders.len() as u32, MAX_COMMITTEE);
		let offenders = BoundedVec::truncate_from(offenders);
		let session = T::Committee::session_index();
		let accusation = Accusation { session, validators: MAX_COMMITTEE, offenders };
		Accusations::<T>::insert(worker, epoch, accusation);
		let room = T::WeightInfo::report_accused().saturating_add(T::ReportAttesters::weight());

		#[block]
		{
			Pallet::<T>::report_accused(room);
		}

		let left = Accusations::<T>::get(worker, epoch).unwrap().offenders.len();
		assert_eq!(left as u32, MAX_COMMITTEE - 1);
	}

	#[benchmark]
	fn process_agenda(n: Linear<0, MAX_DUE>) {
		let setup = Setup::new::<T>(1, 1);
		setup.announce::<T>();
		let batch = setup.batch::<T>();
		let timing = T::Timing::get();
		let seed_at = Pallet::<T>::now() + timing.seed_window + timing.seed_delay.max(1);
		assert_eq!(batch.status, BatchStatus::Announced { seed_at });
		let validators: Vec<AccountId> =
			(0..BENCH_VALIDATORS).map(|i| account("validator", i, 0)).collect();
		T::ReportAttesters::bench_validators(&validators);
		let due: Vec<BatchId> = (0..n)
			.map(|i| BatchId { worker: setup.header.worker, epoch: BatchEpoch(EPOCH + i) })
			.collect();
		for id in &due {
			Batches::<T>::insert(id.worker, id.epoch, batch.clone());
		}
		Agendas::<T>::insert(seed_at, DueBatches::truncate_from(due));
		frame_system::Pallet::<T>::set_block_number(seed_at.into());

		#[block]
		{
			Pallet::<T>::process_agenda();
			Pallet::<T>::chain_vrf();
		}

		if n > 0 {
			assert_eq!(setup.batch::<T>().status, BatchStatus::Seeded);
		}
		let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
		assert!(VrfHistories::<T>::contains_key(now));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::bench_ext(), crate::mock::Test);
}
