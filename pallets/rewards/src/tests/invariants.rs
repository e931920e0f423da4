// SPDX-License-Identifier: Apache-2.0
//! Conservation over random histories: escrow in = paid + burnt + pots + escrow left.
//!
//! Four accounts play every role at once: payer, worker, model owner, ancestor, maker, attester,
//! curator and contributor. The attesters' pot is one of the receivers.

use crate::{mock::*, BatchBooks, Error, TreasuryDue};
use frame_support::{storage::with_storage_layer, traits::fungible::Mutate, BoundedVec};
use openledger_primitives::{
	Balance, ContributionId, DatanetId, DatasetRef, ModelVersionId, SHARE_ONE,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{BatchHeader, BatchTotal, CreditLeaf};
use openledger_primitives_split::Waterfall;
use openledger_primitives_traits::Books;
use proptest::prelude::*;
use sp_runtime::DispatchResult;

const PEOPLE: [AccountId; 5] = [ALICE, BOB, CHARLIE, DAVE, STRANGER];
const NETS: u32 = 3;

/// How far a batch gets.
#[derive(Clone, Copy, Debug)]
enum Stage {
	Funded,
	Split,
	HalfCredited,
	Closed,
	Failed,
}

#[derive(Clone, Debug)]
enum Step {
	Seal {
		net: u32,
		contributions: Vec<(usize, u32)>,
	},
	Stake {
		net: u32,
		who: usize,
		stake: Balance,
	},
	Publish {
		owner: usize,
		nets: Vec<u32>,
		royalties: Vec<(usize, u32)>,
	},
	Sell {
		payer: usize,
		worker: usize,
		fees: Vec<(u32, bool, Balance, Balance)>,
		credits: Vec<(usize, usize, u64)>,
		attesters: Vec<usize>,
		stage: Stage,
	},
	Claim {
		who: usize,
	},
	ClaimFor {
		by: usize,
		skip: usize,
	},
	ClaimCurator {
		net: u32,
		who: usize,
	},
	SetWaterfall {
		worker: u32,
		burn: u32,
	},
}

fn people() -> impl Strategy<Value = usize> {
	0..PEOPLE.len()
}

fn amounts() -> impl Strategy<Value = Balance> {
	prop_oneof![0u128..60, 0u128..100_000, 0u128..1_000_000_000_000]
}

fn steps() -> impl Strategy<Value = Step> {
	let stage = prop::sample::select(vec![
		Stage::Funded,
		Stage::Split,
		Stage::HalfCredited,
		Stage::Closed,
		Stage::Closed,
		Stage::Closed,
		Stage::Failed,
	]);
	prop_oneof![
		2 => (0..NETS, prop::collection::vec((people(), 1u32..10_000), 1..4))
			.prop_map(|(net, contributions)| Step::Seal { net, contributions }),
		2 => (0..NETS, people(), amounts())
			.prop_map(|(net, who, stake)| Step::Stake { net, who, stake }),
		2 => (
			people(),
			prop::collection::vec(0..NETS, 0..3),
			prop::collection::vec((people(), 0u32..250_000), 0..3),
		)
			.prop_map(|(owner, nets, royalties)| Step::Publish { owner, nets, royalties }),
		6 => (
			people(),
			people(),
			prop::collection::vec((0u32..8, any::<bool>(), amounts(), amounts()), 1..4),
			prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..SHARE_ONE), 0..6),
			prop::collection::vec(people(), 0..4),
			stage,
		)
			.prop_map(|(payer, worker, fees, credits, attesters, stage)| Step::Sell {
				payer,
				worker,
				fees,
				credits: credits
					.into_iter()
					.map(|(model, id, share)| (model.index(1 << 16), id.index(1 << 16), share))
					.collect(),
				attesters,
				stage,
			}),
		2 => people().prop_map(|who| Step::Claim { who }),
		1 => (people(), 1usize..4).prop_map(|(by, skip)| Step::ClaimFor { by, skip }),
		2 => (0..NETS, people()).prop_map(|(net, who)| Step::ClaimCurator { net, who }),
		1 => (0u32..200_000, 0u32..1_000_000)
			.prop_map(|(worker, burn)| Step::SetWaterfall { worker, burn }),
	]
}

/// Open batches of a history.
#[derive(Default)]
struct History {
	epoch: u32,
	money_in: Balance,
	newest: std::collections::BTreeMap<u32, DatasetRef>,
}

impl History {
	fn run(&mut self, step: Step) {
		match step {
			Step::Seal { net, contributions } => {
				let list: Vec<_> = contributions
					.into_iter()
					.map(|(who, rows)| (PEOPLE[who].clone(), rows))
					.collect();
				let (dataset, _) = seal(DatanetId(net), &list);
				self.newest.insert(net, dataset);
			},
			Step::Stake { net, who, stake } => {
				set_stake(DatanetId(net), PEOPLE[who].clone(), stake)
			},
			Step::Publish { owner, nets, royalties } => {
				let datasets: Vec<_> =
					nets.iter().filter_map(|net| self.newest.get(net).copied()).collect();
				let royalties: Vec<_> =
					royalties.iter().map(|(who, ppm)| (PEOPLE[*who].clone(), *ppm)).collect();
				let id = model(PEOPLE[owner].clone(), &datasets, &royalties);
				assert_eq!(agent(PEOPLE[owner].clone(), id.0 % 2 == 1).0, id.0);
			},
			Step::Sell { payer, worker, fees, credits, attesters, stage } => {
				let Some((header, leaves)) = self.draw(&fees, &credits) else { return };
				let attesters: Vec<_> = attesters.iter().map(|who| PEOPLE[*who].clone()).collect();
				self.sell(&PEOPLE[payer], &PEOPLE[worker], &attesters, &header, &leaves, stage);
			},
			Step::Claim { who } => {
				let own = all_contributions()
					.into_iter()
					.filter(|(_, of)| *of == PEOPLE[who])
					.map(|(id, _)| id);
				let _ = self.call(Rewards::claim, who, own.take(64).collect());
			},
			Step::ClaimFor { by, skip } => {
				let some = all_contributions().into_iter().map(|(id, _)| id).step_by(skip);
				let _ = self.call(Rewards::claim_for, by, some.take(64).collect());
			},
			Step::ClaimCurator { net, who } => {
				let who = RuntimeOrigin::signed(PEOPLE[who].clone());
				let _ = with_storage_layer(|| Rewards::claim_curator(who, DatanetId(net)));
			},
			Step::SetWaterfall { worker, burn } => {
				let owner = 450_000 - worker;
				let waterfall = Waterfall {
					worker,
					owner,
					burn,
					treasury: (1_000_000 - burn) / 3,
					..Default::default()
				};
				Rewards::set_waterfall(RuntimeOrigin::root(), waterfall).unwrap();
			},
		}
	}

	fn call(
		&self,
		call: fn(
			RuntimeOrigin,
			BoundedVec<ContributionId, sp_core::ConstU32<64>>,
		) -> DispatchResult,
		who: usize,
		ids: Vec<ContributionId>,
	) -> DispatchResult {
		with_storage_layer(|| {
			call(RuntimeOrigin::signed(PEOPLE[who].clone()), BoundedVec::truncate_from(ids))
		})
	}

	/// A header over published models, with credits that sum.
	fn draw(
		&mut self,
		fees: &[(u32, bool, Balance, Balance)],
		credits: &[(usize, usize, u64)],
	) -> Option<(BatchHeader, Vec<CreditLeaf>)> {
		let models = model_count();
		let mut totals: Vec<BatchTotal> = fees
			.iter()
			.filter(|(model, ..)| *model < models)
			.map(|(model, sold_by_agent, base, markup)| {
				let maker = openledger_primitives::AgentId(*model);
				let plain = total(ModelVersionId(*model), *base);
				match (*sold_by_agent, model % 2) {
					(false, _) => plain,
					(true, 0) => BatchTotal { agent: Some(maker), agent_markup: *markup, ..plain },
					(true, _) => BatchTotal { app: Some(maker), app_markup: *markup, ..plain },
				}
			})
			.collect();
		totals.sort_by_key(BatchTotal::key);
		totals.dedup_by_key(|total| total.key());
		if totals.is_empty() {
			return None;
		}
		let known = all_contributions();
		let mut left = std::collections::BTreeMap::new();
		let mut drawn = Vec::new();
		for (model, id, share) in credits {
			let model = totals[model % totals.len()].model_version;
			// One in a few is no contribution at all.
			let id = known.get(id % (known.len() + 1)).map_or(ContributionId(9_999), |(id, _)| *id);
			let left = left.entry(model).or_insert(SHARE_ONE);
			let share = share % (*left + 1);
			*left -= share;
			drawn.push((model, id, share));
		}
		self.epoch += 1;
		Some(batch(self.epoch, totals, &drawn))
	}

	fn sell(
		&mut self,
		payer: &AccountId,
		worker: &AccountId,
		attesters: &[AccountId],
		header: &BatchHeader,
		leaves: &[CreditLeaf],
		stage: Stage,
	) {
		Rewards::check(header).unwrap();
		let fee = header.fee_total();
		if free(payer) < fee + ED || fee == 0 {
			return;
		}
		if let Stage::Failed = stage {
			let cost = Rewards::cost_of_failure(header).unwrap() / 3 * 2;
			let books = Rewards::account();
			let keep = frame_support::traits::tokens::Preservation::Preserve;
			<Balances as Mutate<_>>::transfer(payer, &books, cost, keep).unwrap();
			Rewards::compensate(header, cost).unwrap();
			self.money_in += cost;
			return;
		}
		fund(payer, header);
		self.money_in += fee;
		if let Stage::Funded = stage {
			return;
		}
		Rewards::distribute(header, worker, attesters).unwrap();
		let credited = match stage {
			Stage::Split => 0,
			Stage::HalfCredited => leaves.len() / 2,
			_ => leaves.len(),
		};
		for leaf in &leaves[..credited] {
			Rewards::credit(header, leaf).unwrap();
		}
		if let Stage::Closed = stage {
			Rewards::close(header).unwrap();
		}
	}
}

/// What everyone could draw now.
fn promised() -> Balance {
	let contributions: Balance =
		all_contributions().into_iter().map(|(id, _)| Rewards::earned(id)).sum();
	let curators: Balance = (0..NETS)
		.flat_map(|net| PEOPLE.map(|who| Rewards::curator_earned(DatanetId(net), who)))
		.sum();
	let batches: Balance = BatchBooks::<Test>::iter_values().map(|book| book.owed()).sum();
	contributions + curators + batches + TreasuryDue::<Test>::get()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]
	#[test]
	fn every_planck_is_somewhere(history in prop::collection::vec(steps(), 1..50)) {
		ExtBuilder::build().execute_with(|| {
			let issuance = Balances::total_issuance();
			let outside = |who: &[AccountId]| who.iter().map(free).sum::<Balance>();
			let everyone = [&PEOPLE[..], &[TREASURY, POT]].concat();
			let start = outside(&everyone);
			let mut state = History::default();
			let steps = history.len() as u128;
			for step in history {
				state.run(step);
				Rewards::do_try_state().unwrap();
				let escrow = Rewards::totals().escrow;
				let burnt = issuance - Balances::total_issuance();
				// Money in, less what is left, is what was burnt or paid to someone.
				assert_eq!(free(&Rewards::account()), escrow + ED);
				assert_eq!(outside(&everyone) + escrow + burnt, start);
				assert!(escrow <= state.money_in);
				// The books never promise more than they hold.
				assert!(promised() <= escrow);
			}
			// What nobody can draw is dust: less than a planck a claim, a change of stake or a pot.
			let lost = Rewards::totals().escrow - promised();
			let most = steps * 80 + (all_contributions().len() as u128 + 1) * 2 + 64;
			assert!(lost <= most, "{lost} plancks of dust");
			// And everybody can really be paid, in any order.
			for net in (0..NETS).rev() {
				for who in PEOPLE {
					let due = Rewards::curator_earned(DatanetId(net), who.clone());
					let paid = with_storage_layer(|| {
						Rewards::claim_curator(RuntimeOrigin::signed(who.clone()), DatanetId(net))
					});
					assert!(paid.is_ok() || due < ED);
				}
			}
			for (id, of) in all_contributions().into_iter().rev() {
				let due = Rewards::earned(id);
				let paid = with_storage_layer(|| {
					Rewards::claim(RuntimeOrigin::signed(of), BoundedVec::truncate_from(vec![id]))
				});
				assert!(paid.is_ok() || due < ED, "{paid:?}");
				if due == 0 {
					assert_eq!(paid, Err(Error::<Test>::NothingToClaim.into()));
				}
			}
			Rewards::do_try_state().unwrap();
		});
	}
}
