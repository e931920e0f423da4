// SPDX-License-Identifier: Apache-2.0

//! Pauses, and what they cannot stop: safe mode stops all calls but those that the chain needs to
//! recover and to defend itself; tx-pause stops single calls. Both are entered by the emergency track
//! (or root), never by money.

use crate::*;
use frame_support::{
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	parameter_types,
	traits::{ConstU32, Contains, InsideBoth, MapSuccess, SafeMode as SafeModeTrait},
};
use frame_system::EnsureRoot;
use openledger_evm_precompiles::address_of;
use sp_runtime::traits::Replace;

parameter_types! {
	/// Safe mode cannot be entered for a deposit.
	pub const NoDeposit: Option<Balance> = None;
	/// No deposits, no release.
	pub const NoRelease: Option<BlockNumber> = None;
}

/// A day of governance, in blocks.
pub struct ADay;
impl frame_support::traits::TypedGet for ADay {
	type Type = BlockNumber;

	fn get() -> BlockNumber {
		<Days<1> as frame_support::traits::Get<BlockNumber>>::get()
	}
}

/// The emergency track and root, for a day of governance at a time.
pub type EmergencyForADay = MapSuccess<EmergencyOrigin, Replace<ADay>>;

/// The address of the attribution precompile: what it calls while calls are paused is filtered like
/// any other call, so only exempt ones pass.
const ATTRIBUTION_PRECOMPILE: u64 = 0x815;

/// Whether an Ethereum transaction calls the attribution precompile.
fn calls_attribution(raw: &[u8]) -> bool {
	pallet_ethereum::recipient(raw) == Some(address_of(ATTRIBUTION_PRECOMPILE))
}

/// Calls that no pause stops (PROTOCOL §5): blocks and finality, faults, what batches and their
/// challenges need, governance, and what wraps calls, whose inner calls are filtered again.
pub struct Exempt;

impl Exempt {
	/// By name, for calls whose arguments do not matter.
	fn named(pallet: &[u8], call: &[u8]) -> bool {
		match pallet {
			b"System" | b"Timestamp" | b"Babe" | b"Grandpa" | b"MultiBlockMigrations" => true,
			b"SafeMode" | b"TxPause" => true,
			b"Referenda"
			| b"ConvictionVoting"
			| b"Preimage"
			| b"Scheduler"
			| b"Whitelist"
			| b"TechnicalCommittee"
			| b"Parameters" => true,
			b"Utility" | b"Proxy" | b"Multisig" => true,
			b"Session" => true,
			b"Staking" => call == b"cancel_deferred_slash",
			b"Attribution" => matches!(
				call,
				b"announce"
					| b"announce_pulled"
					| b"attest" | b"demand"
					| b"answer" | b"enforce"
					| b"report_equivocation"
					| b"challenge" | b"challenge_reveal"
					| b"challenge_end"
			),
			_ => false,
		}
	}
}

impl Contains<RuntimeCall> for Exempt {
	fn contains(call: &RuntimeCall) -> bool {
		use frame_support::traits::GetCallMetadata;
		if let RuntimeCall::Ethereum(pallet_ethereum::Call::transact { raw }) = call {
			return calls_attribution(raw);
		}
		let names = call.get_call_metadata();
		Self::named(names.pallet_name.as_bytes(), names.function_name.as_bytes())
	}
}

/// The same calls for tx-pause.
pub struct NeverPaused;

impl Contains<pallet_tx_pause::RuntimeCallNameOf<Runtime>> for NeverPaused {
	fn contains((pallet, call): &pallet_tx_pause::RuntimeCallNameOf<Runtime>) -> bool {
		Exempt::named(pallet, call)
	}
}

/// What root alone may call, whom no filter binds. The pallets also let the origin that cancels slashes, and
/// the one that spends, call them: the emergency track could slash anybody within hours, and the
/// treasurer's could spend without a paymaster.
pub struct NotRootAlone;

impl Contains<RuntimeCall> for NotRootAlone {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_staking::Call as Staking;
		match call {
			RuntimeCall::Staking(
				Staking::manual_slash { .. }
				| Staking::restore_ledger { .. }
				| Staking::deprecate_controller_batch { .. }
				| Staking::set_min_commission { .. },
			) => false,
			#[allow(deprecated)]
			RuntimeCall::Treasury(pallet_treasury::Call::spend_local { .. }) => false,
			_ => true,
		}
	}
}

/// What may be called: what is not root's alone, and neither safe mode nor tx-pause stops.
pub type CallFilter = InsideBoth<NotRootAlone, InsideBoth<SafeMode, TxPause>>;

/// A migration over several blocks that failed: safe mode until voters end it. While its cursor stood,
/// blocks would take no extrinsics at all, votes included; so the cursor goes once safe mode is on.
pub struct SafeModeOnFailedMigration;

impl FailedMigrationHandler for SafeModeOnFailedMigration {
	fn failed(_: Option<u32>) -> FailedMigrationHandling {
		let entered = if <SafeMode as SafeModeTrait>::is_entered() {
			<SafeMode as SafeModeTrait>::extend(BlockNumber::MAX)
		} else {
			<SafeMode as SafeModeTrait>::enter(BlockNumber::MAX)
		};
		match entered {
			Ok(()) => FailedMigrationHandling::ForceUnstuck,
			Err(_) => FailedMigrationHandling::KeepStuck,
		}
	}
}

impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = Exempt;
	type EnterDuration = Days<1>;
	type ExtendDuration = Days<1>;
	type EnterDepositAmount = NoDeposit;
	type ExtendDepositAmount = NoDeposit;
	type ForceEnterOrigin = EmergencyForADay;
	type ForceExtendOrigin = EmergencyForADay;
	type ForceExitOrigin = EmergencyOrigin;
	type ForceDepositOrigin = EnsureRoot<AccountId>;
	type Notify = ();
	type ReleaseDelay = NoRelease;
	type WeightInfo = weights::pallet_safe_mode::WeightInfo<Runtime>;
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = EmergencyOrigin;
	type UnpauseOrigin = EmergencyOrigin;
	type WhitelistedCalls = NeverPaused;
	type MaxNameLen = ConstU32<256>;
	type WeightInfo = weights::pallet_tx_pause::WeightInfo<Runtime>;
}
