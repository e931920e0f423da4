// SPDX-License-Identifier: Apache-2.0

//! The upgrade on the copy, with every check.

use crate::{blob::Blob, state::Pairs};
use codec::Encode;
use frame_support::{
	migrations::MultiStepMigrator,
	traits::{PalletsInfoAccess, TryState, TryStateSelect},
};
use frame_try_runtime::UpgradeCheckSelect;
use openledger_runtime::{
	AllPalletsWithSystem, Babe, Executive, Header, Runtime, RuntimeBlockWeights, RuntimeCall,
	System, UncheckedExtrinsic, SLOT_DURATION, VERSION,
};
use sp_consensus_babe::{
	digests::{PreDigest, SecondaryPlainPreDigest},
	BABE_ENGINE_ID,
};
use sp_core::storage::well_known_keys::CODE;
use sp_io::TestExternalities;
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _, Header as _},
	Digest, DigestItem,
};
use sp_storage::Storage;
use sp_version::RuntimeVersion;

/// Rehearses the upgrade to `blob` on `pairs`. `say` is told each step.
///
/// # Errors
/// When the blob is not an upgrade of this state, this program is not the blob's, or a check fails.
pub fn run(
	blob: &Blob,
	pairs: Pairs,
	max_blocks: u32,
	mut say: impl FnMut(String),
) -> Result<(), String> {
	let top = pairs.into_iter().collect();
	let mut copy = TestExternalities::new(Storage { top, children_default: Default::default() });
	copy.execute_with(|| {
		let last = frame_system::LastRuntimeUpgrade::<Runtime>::get()
			.ok_or("the state has no runtime version: is it whole?")?;
		let number = System::block_number();
		say(format!(
			"chain     {} version {}, block {number}",
			last.spec_name, last.spec_version.0
		));
		blob.upgrades(&last.spec_name, last.spec_version.0)?;
		if !same(&blob.version, &VERSION) {
			return Err(format!(
				"this program was built with runtime version {}, the blob has {}: build it from \
				 the commit that the blob comes from",
				VERSION.spec_version, blob.version.spec_version
			));
		}
		let failures = invariants("before", &mut say);
		if failures > 0 {
			say(format!("          {failures} fail before the upgrade: the live chain is unwell"));
		}
		sp_io::storage::set(CODE, &blob.code);
		let weight = Executive::try_runtime_upgrade(UpgradeCheckSelect::PreAndPost)
			.map_err(|error| format!("the migrations' own checks: {error:?}"))?;
		let most = RuntimeBlockWeights::get().max_block;
		say(format!(
			"migrated  in one block, weight {} of {} ps",
			weight.ref_time(),
			most.ref_time()
		));
		if weight.any_gt(most) {
			return Err("the migrations weigh more than a block: make them several blocks'".into());
		}
		let blocks = finish_migrations(max_blocks, &mut say)?;
		say(format!("migrated  over {blocks} blocks"));
		match invariants("after", &mut say) {
			0 => Ok(()),
			failures => {
				Err(format!("{failures} of the pallets' invariants fail after the upgrade"))
			},
		}
	})
}

/// Whether two versions are of one commit, as far as they say. Not their APIs: this program has those of
/// its checks.
fn same(one: &RuntimeVersion, other: &RuntimeVersion) -> bool {
	let what = |version: &RuntimeVersion| {
		(
			version.spec_name.clone(),
			version.spec_version,
			version.impl_version,
			version.authoring_version,
			version.transaction_version,
		)
	};
	what(one) == what(other)
}

/// Every pallet's `try_state`; how many fail.
fn invariants(when: &str, say: &mut impl FnMut(String)) -> usize {
	let number = System::block_number();
	let pallets = AllPalletsWithSystem::infos();
	let mut failures = 0usize;
	for pallet in &pallets {
		let only = TryStateSelect::Only(vec![pallet.name.as_bytes().to_vec()]);
		if let Err(error) = AllPalletsWithSystem::try_state(number, only) {
			failures = failures.saturating_add(1);
			say(format!("FAILS     {}: {error:?}", pallet.name));
		}
	}
	say(format!("checked   {when}: try_state of {} pallets, {failures} fail", pallets.len()));
	failures
}

/// Makes blocks until migrations over several blocks are done, one at least; how many it took.
fn finish_migrations(max_blocks: u32, say: &mut impl FnMut(String)) -> Result<u32, String> {
	for done in 1..=max_blocks {
		next_block()?;
		if !<Runtime as frame_system::Config>::MultiBlockMigrator::ongoing() {
			return Ok(done);
		}
		if done % 10 == 0 {
			say(format!("migrating block {done}"));
		}
	}
	Err(format!("the migrations are not done after {max_blocks} blocks"))
}

/// An empty block after the current one: the next slot, its clock, nothing else.
fn next_block() -> Result<(), String> {
	let number = System::block_number();
	let slot = Babe::current_slot() + 1u64;
	let own = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot });
	let digest = Digest { logs: vec![DigestItem::PreRuntime(BABE_ENGINE_ID, own.encode())] };
	let parent = BlakeTwo256::hash(&number.encode());
	let next = number.checked_add(1).ok_or("the state's block is the last there can be")?;
	let header = Header::new(next, Default::default(), Default::default(), parent, digest);
	Executive::initialize_block(&header);
	let now = (*slot).saturating_mul(SLOT_DURATION);
	let clock = RuntimeCall::from(pallet_timestamp::Call::set { now });
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(clock))
		.map_err(|error| format!("block {next}: the clock is refused: {error:?}"))?
		.map_err(|error| format!("block {next}: the clock fails: {error:?}"))?;
	let _ = Executive::finalize_block();
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::blob::module;
	use codec::Compact;
	use frame_support::traits::BuildGenesisConfig;
	use openledger_runtime::{genesis_config_presets, RuntimeGenesisConfig};
	use serde_json::Value;

	fn merge(base: &mut Value, patch: Value) {
		match (base, patch) {
			(Value::Object(base), Value::Object(patch)) => {
				for (key, value) in patch {
					merge(base.entry(key).or_insert(Value::Null), value);
				}
			},
			(base, patch) => *base = patch,
		}
	}

	/// The development network's state after a few blocks, as if its runtime were of `version`.
	fn state(version: u32, change: impl FnOnce()) -> Pairs {
		let patch = genesis_config_presets::get_preset(&"development".into()).unwrap();
		let mut whole = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
		merge(&mut whole, serde_json::from_slice(&patch).unwrap());
		let config: RuntimeGenesisConfig = serde_json::from_value(whole).unwrap();
		let mut chain = TestExternalities::new(Default::default());
		chain.execute_with(|| {
			config.build();
			for _ in 0..3 {
				next_block().unwrap();
			}
			frame_system::LastRuntimeUpgrade::<Runtime>::put(
				frame_system::LastRuntimeUpgradeInfo {
					spec_version: Compact(version),
					spec_name: VERSION.spec_name,
				},
			);
			change();
		});
		chain.commit_all().unwrap();
		chain.execute_with(|| {
			let (mut pairs, mut key) = (Pairs::new(), Vec::new());
			while let Some(next) = sp_io::storage::next_key(&key) {
				let value = sp_io::storage::get(&next).unwrap_or_default().to_vec();
				pairs.push((next.clone(), value));
				key = next;
			}
			pairs
		})
	}

	fn rehearse(pairs: Pairs, blob: &Blob) -> (Result<(), String>, Vec<String>) {
		let mut lines = Vec::new();
		let result = run(blob, pairs, 10, |line| lines.push(line));
		(result, lines)
	}

	fn blob() -> Blob {
		Blob::read(module(&VERSION)).unwrap()
	}

	#[test]
	fn an_upgrade_is_rehearsed_from_end_to_end() {
		let (result, lines) = rehearse(state(VERSION.spec_version - 1, || ()), &blob());
		assert_eq!(result, Ok(()), "{lines:#?}");
		for part in ["checked   before", "migrated  in one block", "checked   after"] {
			assert!(lines.iter().any(|line| line.contains(part)), "{part}: {lines:#?}");
		}
	}

	#[test]
	fn what_is_no_upgrade_is_refused_before_anything_runs() {
		let (result, lines) = rehearse(state(VERSION.spec_version, || ()), &blob());
		assert!(result.unwrap_err().contains("raises"));
		assert_eq!(lines.len(), 1);
		let mut other = VERSION;
		other.spec_version += 7;
		let other = Blob::read(module(&other)).unwrap();
		let (result, _) = rehearse(state(VERSION.spec_version, || ()), &other);
		assert!(result.unwrap_err().contains("built with"));
		let (result, _) = rehearse(Pairs::new(), &blob());
		assert!(result.unwrap_err().contains("whole"));
	}

	#[test]
	fn a_state_that_breaks_an_invariant_fails() {
		// The list of voters counts more than it holds.
		let broken = state(VERSION.spec_version - 1, || {
			let key = frame_support::storage::storage_prefix(b"VoterList", b"CounterForListNodes");
			sp_io::storage::set(&key, &77u32.encode());
		});
		let (result, lines) = rehearse(broken, &blob());
		assert!(result.is_err(), "{lines:#?}");
		assert!(lines.iter().any(|line| line.starts_with("FAILS     VoterList")), "{lines:#?}");
	}
}
