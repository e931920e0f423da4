// SPDX-License-Identifier: Apache-2.0
//! # Attribution: batches of Proof of Attribution
//!
//! Workers book the answers of an epoch in one signed [`BatchHeader`]; this pallet takes it from the
//! announcement to the last credit: seed, attestation, demands, settlement of sessions, credits.
//!
//! ## Overview
//!
//! | state | what happens |
//! |---|---|
//! | announced | a header is on chain, O(1) in receipts; VRF outputs after it become its seed |
//! | seeded | validators' off-chain workers fetch the drawn leaves, check them and attest |
//! | attested, unattested | anyone demands leaves; an unanswered demand fails the batch |
//! | up to here | anyone challenges it: a proven lie fails it |
//! | settling | session leaves move fees from holds to the books, a shortfall comes from the stake |
//! | crediting | the fees are split; credit leaves pay contributors |
//! | final, failed | after `credit_ttl` the batch shrinks to a leaf of [`Archive`] |
//!
//! ### Example
//!
#![doc = docify::embed!("src/tests/life.rs", a_batch_lives_to_the_last_credit)]
//!
//! ## Design goals
//!
//! 1. *Nobody can stop a batch.* Every state has a deadline after which anyone moves it on.
//! 2. *Money is conserved on every path.* What a session does not pay, the worker's stake pays;
//!    where neither reaches, what came in goes to the pots and the protocol.
//! 3. *A committee opens a window and never closes one*: silence costs time, not fees.
//! 4. *Batches of a worker settle in order*, because each session leaf starts where the last ended.
//! 5. *An off-chain worker is transport*: whatever it sends is checked again on chain.
//!
//! ## Who stands behind an attestation
//!
//! Every validator sits while there are up to 32; else the seed draws 32 by stake, without
//! replacement ([`openledger_primitives_poa::draw::seats`]), so that control of a committee costs
//! stake and not accounts. A quorum counts seats. Pay rests on stake too: the attesters' share of the
//! fees is collected and paid out with the era, by points, to validators and their nominators.
//!
//! A vote is answered for with stake. When a challenger proves a receipt or a report false
//! ([`fraud`]) and one of the points of the batch's seed lay in that leaf, every seat that attested
//! had to see it: it is reported, one a block as room allows ([`Accusations`]). The runtime makes
//! that an offence of 10 % of the validator's exposure in the era of the vote, its nominators
//! included; like every slash of staking it waits for the deferral period, in which governance may
//! cancel it. An attester that was not drawn to the lie, or did not vote, pays nothing.
//!
//! A *seat* is a validator in the committee of one batch. A worker's *exposure* is Σ fees of its
//! batches that are neither final nor failed.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod advance;
mod announce;
mod attest;
pub mod audit;
mod challenge;
mod demand;
mod equivocation;
mod errors;
mod events;
pub mod fraud;
mod impls;
pub mod offchain;
mod seed;
mod settle;
#[cfg(any(test, feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use offchain::{Fetch, HostFetch};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

pub use openledger_primitives_poa::draw::MAX_LEAVES;

use audit::AuditFault;
use frame_support::pallet_macros::import_section;
use fraud::Unproven;
use openledger_primitives_objects::BatchHeader;

#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{Inspect, Mutate, MutateHold},
	};
	use frame_system::{
		ensure_authorized, ensure_signed, offchain::CreateAuthorizedTransaction, pallet_prelude::*,
	};
	use openledger_primitives::{
		AttributionSignature, Balance, BatchEpoch, BatchId, Hash, Timing, WorkerId,
	};
	use openledger_primitives_account::{AccountId, Signature};
	use openledger_primitives_objects::{FraudProof, SigningDomain, TreeKind};
	use openledger_primitives_poa::{Frontier, RangeProof, SumNode};
	use openledger_primitives_traits::{
		BlockRandomness, Books, Committee, InspectDatasets, InspectModels, InspectSessions,
		InspectWorkers, ReportAttesters, SettleSessions, SlashWorkers,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Configuration of the pallet.
	#[pallet::config]
	pub trait Config:
		CreateAuthorizedTransaction<Call<Self>> + frame_system::Config<AccountId = AccountId>
	{
		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// OPEN.
		type Currency: Inspect<AccountId, Balance = Balance>
			+ Mutate<AccountId>
			+ MutateHold<AccountId, Reason = Self::RuntimeHoldReason>;

		/// Periods, in blocks.
		type Timing: Get<Timing>;

		/// The chain that signatures are for.
		type SigningDomain: Get<SigningDomain>;

		/// Workers: keys, endpoints, stake.
		type Workers: InspectWorkers<AccountId> + SlashWorkers<AccountId>;

		/// Sessions that batches settle.
		type Sessions: InspectSessions<AccountId> + SettleSessions<AccountId>;

		/// Published model versions.
		type Models: InspectModels<AccountId>;

		/// Sealed dataset versions.
		type Datasets: InspectDatasets<AccountId>;

		/// Who splits and credits the fees.
		type Books: Books<AccountId>;

		/// Validators, their attribution keys and stakes.
		type Committee: Committee<AccountId>;

		/// Who punishes validators that attested what was proven false.
		type ReportAttesters: ReportAttesters<AccountId>;

		/// VRF output of the block.
		type Randomness: BlockRandomness;

		/// How off-chain workers fetch: [`HostFetch`] in a node.
		type Fetch: Fetch;

		/// Where slashes for equivocation go, less the half that is burnt.
		type Treasury: Get<AccountId>;

		/// Plancks held while a batch is in state. [1 OPEN]
		#[pallet::constant]
		type BatchDeposit: Get<Balance>;

		/// Least Σ fees of a batch, and least Σ base fees that one credit stands for, plancks.
		/// [0.000001 OPEN]
		#[pallet::constant]
		type MinBatchFee: Get<Balance>;

		/// Leaves of a batch that its committee checks, from 1 to [`MAX_LEAVES`]. [8]
		#[pallet::constant]
		type AuditLeaves: Get<u32>;

		/// Plancks held with a demand, returned with the answer or the failure. [1 OPEN]
		#[pallet::constant]
		type DemandBond: Get<Balance>;

		/// Plancks the first demand of a batch pays for its answer; each open one doubles it.
		/// [0.01 OPEN]
		#[pallet::constant]
		type DemandPrice: Get<Balance>;

		/// Part of the stake, in parts per million, that two headers for one epoch or a proven lie cost.
		/// [100,000]
		#[pallet::constant]
		type EquivocationSlash: Get<u32>;

		/// Plancks held with a challenge, lost when it proves nothing or is not revealed. [1 OPEN]
		#[pallet::constant]
		type ChallengeBond: Get<Balance>;

		/// Part of the penalty, in parts per million, that goes to who proved the lie; at most
		/// [`MAX_CHALLENGE_REWARD`]. [400,000]
		#[pallet::constant]
		type ChallengeReward: Get<u32>;

		/// Weights of the calls and hooks.
		type WeightInfo: WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why balance is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Pays for a batch in state.
		#[codec(index = 0)]
		BatchDeposit,
		/// Bond and price of a demand.
		#[codec(index = 1)]
		Demand,
		/// Bond of a challenge.
		#[codec(index = 2)]
		Challenge,
	}

	/// Batches by worker and epoch. Both are dense numbers, so the hashers need not be secure.
	#[pallet::storage]
	pub type Batches<T: Config> =
		StorageDoubleMap<_, Twox64Concat, WorkerId, Twox64Concat, BatchEpoch, Batch>;

	/// Newest epoch for which a worker's batch was announced, whatever became of it.
	#[pallet::storage]
	pub type LastEpochs<T: Config> = StorageMap<_, Twox64Concat, WorkerId, BatchEpoch>;

	/// Σ fees of a worker's batches that are neither final nor failed, plancks.
	#[pallet::storage]
	pub type Exposures<T: Config> = StorageMap<_, Twox64Concat, WorkerId, Balance, ValueQuery>;

	/// Epochs of a worker's batches that are neither final nor failed, ascending.
	#[pallet::storage]
	pub type OpenBatches<T: Config> = StorageMap<_, Twox64Concat, WorkerId, OpenEpochs, ValueQuery>;

	/// Hash chained over the VRF outputs of all blocks so far.
	#[pallet::storage]
	pub type VrfChain<T: Config> = StorageValue<_, Hash, ValueQuery>;

	/// [`VrfChain`] at the end of recent blocks; older ones are removed.
	#[pallet::storage]
	pub type VrfHistories<T: Config> = StorageMap<_, Twox64Concat, u32, Hash>;

	/// Batches to seed, or whose silent committee ends, by block.
	#[pallet::storage]
	pub type Agendas<T: Config> = StorageMap<_, Twox64Concat, u32, DueBatches, ValueQuery>;

	/// Open demands by worker, epoch, tree and leaf.
	#[pallet::storage]
	pub type Demands<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, WorkerId>,
			NMapKey<Twox64Concat, BatchEpoch>,
			NMapKey<Twox64Concat, TreeKind>,
			NMapKey<Twox64Concat, u32>,
		),
		Demand,
	>;

	/// Committed challenges by worker, epoch and challenger, whose account is hashed well since it is
	/// chosen freely.
	#[pallet::storage]
	pub type Challenges<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, WorkerId>,
			NMapKey<Twox64Concat, BatchEpoch>,
			NMapKey<Blake2_128Concat, AccountId>,
		),
		Challenge,
	>;

	/// Attesters of batches that were proven false, until all are reported. The batch's deposit pays
	/// for it.
	#[pallet::storage]
	pub type Accusations<T: Config> =
		StorageDoubleMap<_, Twox64Concat, WorkerId, Twox64Concat, BatchEpoch, Accusation>;

	/// (worker, epoch) pairs whose two headers were reported.
	#[pallet::storage]
	pub type Equivocations<T: Config> =
		StorageDoubleMap<_, Twox64Concat, WorkerId, Twox64Concat, BatchEpoch, ()>;

	/// Appendable Merkle tree over pruned batches: leaf bytes are
	/// SCALE(worker, epoch, header hash, whether it was final).
	#[pallet::storage]
	pub type Archive<T: Config> = StorageValue<_, Frontier, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::process_agenda()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::chain_vrf();
		}

		fn on_idle(_: BlockNumberFor<T>, room: Weight) -> Weight {
			Self::report_accused(room)
		}

		fn offchain_worker(_: BlockNumberFor<T>) {
			Self::run_offchain();
		}

		fn integrity_test() {
			assert!(T::EquivocationSlash::get() <= openledger_primitives::PPM);
			assert!(T::ChallengeReward::get() <= MAX_CHALLENGE_REWARD);
			assert!(T::MinBatchFee::get() > 0);
			assert!((1..=MAX_LEAVES).contains(&T::AuditLeaves::get()));
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Announces a batch. The signer, normally the worker, pays fee and deposit.
		///
		/// ## Arguments
		/// * `header`: the header.
		/// * `signature`: by the worker's key of the header's epoch.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::announce())]
		pub fn announce(
			origin: OriginFor<T>,
			header: alloc::boxed::Box<BatchHeader>,
			signature: Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_announceable(&header, &signature)?;
			Self::do_announce(*header, who.clone(), who)
		}

		/// Announces a batch that a validator's off-chain worker pulled. No fee; the deposit is held
		/// from the worker's operator.
		///
		/// ## Arguments
		/// * `header`: the header.
		/// * `signature`: by the worker's key of the header's epoch.
		/// * `authority`: index among the current validators.
		/// * `proof`: that validator's signature.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::announce_pulled())]
		#[pallet::authorize(Self::authorize_announce)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_announce_pulled())]
		pub fn announce_pulled(
			origin: OriginFor<T>,
			header: alloc::boxed::Box<BatchHeader>,
			signature: Signature,
			authority: u32,
			proof: AttributionSignature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = proof;
			let operator = Self::ensure_announceable(&header, &signature)?;
			let member = Self::member(authority)?;
			Self::do_announce(*header, member.account, operator)
		}

		/// Attests a seeded batch, one vote for each seat. No fee.
		///
		/// ## Arguments
		/// * `attestation`: what is attested.
		/// * `signature`: by the seat's attribution key.
		#[pallet::call_index(2)]
		#[pallet::weight((T::WeightInfo::attest(), DispatchClass::Operational))]
		#[pallet::authorize(Self::authorize_attest)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_attest())]
		pub fn attest(
			origin: OriginFor<T>,
			attestation: Attestation,
			signature: AttributionSignature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = signature;
			Self::do_attest(&attestation)
		}

		/// Demands the bytes of one leaf. Bond and price are held.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `tree`: which of its trees.
		/// * `leaf`: position in the tree.
		#[pallet::call_index(3)]
		#[pallet::weight((T::WeightInfo::demand(), DispatchClass::Operational))]
		pub fn demand(
			origin: OriginFor<T>,
			batch: BatchId,
			tree: TreeKind,
			leaf: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_demand(who, batch, tree, leaf)
		}

		/// Answers a demand, by anyone who has the leaf; the price goes to the worker's operator.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `tree`: which of its trees.
		/// * `leaf`: position in the tree.
		/// * `bytes`: SCALE bytes of the leaf.
		/// * `opening`: proof that the leaf is at that position.
		#[pallet::call_index(4)]
		#[pallet::weight((T::WeightInfo::answer(len(bytes)), DispatchClass::Operational))]
		pub fn answer(
			origin: OriginFor<T>,
			batch: BatchId,
			tree: TreeKind,
			leaf: u32,
			bytes: AnswerBytes,
			opening: LeafOpening,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_answer(batch, tree, leaf, &bytes, &opening)
		}

		/// Ends a demand whose time is over: the batch fails, the worker's stake pays. For a batch
		/// that failed already, only returns bond and price.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `tree`: which of its trees.
		/// * `leaf`: position in the tree.
		#[pallet::call_index(5)]
		#[pallet::weight((T::WeightInfo::enforce(), DispatchClass::Operational))]
		pub fn enforce(
			origin: OriginFor<T>,
			batch: BatchId,
			tree: TreeKind,
			leaf: u32,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_enforce(batch, tree, leaf)
		}

		/// Settles the next session leaves of a batch whose window is over. Free when valid.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `leaves`: the leaves, from the cursor on.
		/// * `proof`: that they are there.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::settle_sessions(len(leaves)))]
		pub fn settle_sessions(
			origin: OriginFor<T>,
			batch: BatchId,
			leaves: SessionLeaves,
			proof: RangeProof<SumNode>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_settle_sessions(batch, &leaves, &proof)?;
			Ok(Pays::No.into())
		}

		/// Applies the next credit leaves of a batch whose fees are split. Free when valid.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `leaves`: the leaves, from the cursor on.
		/// * `proof`: that they are there.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::credit(len(leaves)))]
		pub fn credit(
			origin: OriginFor<T>,
			batch: BatchId,
			leaves: CreditLeaves,
			proof: RangeProof<SumNode>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_credit(batch, &leaves, &proof)?;
			Ok(Pays::No.into())
		}

		/// Moves a batch on whose period is over.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::advance())]
		pub fn advance(origin: OriginFor<T>, batch: BatchId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_advance(batch)
		}

		/// Shrinks a batch that has been final or failed for `credit_ttl` blocks to its leaf in the
		/// archive and releases its deposit.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::prune())]
		pub fn prune(origin: OriginFor<T>, batch: BatchId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(batch)
		}

		/// Reports two headers that one worker signed for one epoch. The worker is slashed and
		/// jailed; half of the slash is burnt.
		///
		/// ## Arguments
		/// * `header_a`: one header.
		/// * `signature_a`: the worker's signature over it.
		/// * `header_b`: another header.
		/// * `signature_b`: the worker's signature over it.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::report_equivocation())]
		pub fn report_equivocation(
			origin: OriginFor<T>,
			header_a: alloc::boxed::Box<BatchHeader>,
			signature_a: Signature,
			header_b: alloc::boxed::Box<BatchHeader>,
			signature_b: Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_equivocation(who, &header_a, &signature_a, &header_b, &signature_b)
		}

		/// Commits to a proof against a batch that is not being settled yet. The bond is held. Reveal it
		/// within `timing.answer_window` blocks, in a later block than this one.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `commitment`: blake2_256 of SCALE("openledger/challenge", batch, blake2_256 of the proof's
		///   SCALE bytes, the signer's account, salt).
		#[pallet::call_index(11)]
		#[pallet::weight((T::WeightInfo::challenge(), DispatchClass::Operational))]
		pub fn challenge(origin: OriginFor<T>, batch: BatchId, commitment: Hash) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_challenge(who, batch, commitment)
		}

		/// Reveals the proof of the signer's challenge. A lie that is proven fails the batch, slashes and
		/// jails its worker, returns the bond and pays a part of the penalty to the signer; attesters
		/// whose draw held the leaf are reported. A proof that proves nothing costs the bond.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `proof`: leaves of its trees that cannot be true together.
		/// * `salt`: what else was hashed into the commitment.
		#[pallet::call_index(12)]
		#[pallet::weight((T::WeightInfo::challenge_reveal(proof.entries()), DispatchClass::Operational))]
		pub fn challenge_reveal(
			origin: OriginFor<T>,
			batch: BatchId,
			proof: alloc::boxed::Box<FraudProof>,
			salt: Hash,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reveal(who, batch, &proof, &salt)
		}

		/// Ends a challenge without its proof, by anyone: of a batch that failed, the bond is returned;
		/// when the time for the reveal is over, it is lost.
		///
		/// ## Arguments
		/// * `batch`: the batch.
		/// * `challenger`: who committed.
		#[pallet::call_index(13)]
		#[pallet::weight((T::WeightInfo::challenge_end(), DispatchClass::Operational))]
		pub fn challenge_end(
			origin: OriginFor<T>,
			batch: BatchId,
			challenger: AccountId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_challenge_end(batch, challenger)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A batch in state.
		pub fn batch(worker: WorkerId, epoch: BatchEpoch) -> Option<Batch> {
			Batches::<T>::get(worker, epoch)
		}

		/// Epochs of a worker's batches that are neither final nor failed, ascending.
		pub fn open_batches(worker: WorkerId) -> Vec<BatchEpoch> {
			OpenBatches::<T>::get(worker).into_inner()
		}

		/// Accounts that attested a batch.
		pub fn attesters(worker: WorkerId, epoch: BatchEpoch) -> Vec<AccountId> {
			Batches::<T>::get(worker, epoch).map(|batch| batch.attesters()).unwrap_or_default()
		}

		/// An account's challenge of a batch that is neither revealed nor ended.
		pub fn challenge_by(
			worker: WorkerId,
			epoch: BatchEpoch,
			challenger: AccountId,
		) -> Option<Challenge> {
			Challenges::<T>::get((worker, epoch, challenger))
		}

		/// Hash chained over the VRF outputs of all blocks so far.
		pub fn vrf() -> Hash {
			VrfChain::<T>::get()
		}
	}
}
