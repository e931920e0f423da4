// SPDX-License-Identifier: Apache-2.0
//! Whether a voucher pays for a call (PROTOCOL §2).

use crate::{chain::SessionView, serve::Refusal, store::ReceiptRecord};
use codec::DecodeAll;
use openledger_primitives::{Balance, Hash, WorkerId};
use openledger_primitives_objects::{SignedObject, SignedVoucher, SigningDomain, Voucher};

/// Longest voucher in hex digits; a SCALE voucher has at most 153 bytes.
const MAX_HEX: usize = 512;

/// What a good voucher is good for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
	/// It authorises a new call of at most so many plancks.
	Fresh {
		/// Most plancks.
		budget: Balance,
	},
	/// It was used: its answer may be sent again.
	Used,
}

/// Reads the header's hex.
pub fn parse(text: &str) -> Result<SignedVoucher, Refusal> {
	let bad = || {
		Refusal::bad(
			"voucher_malformed",
			"X-OpenLedger-Voucher must be a SignedVoucher, SCALE, in hex",
		)
	};
	if text.len() > MAX_HEX {
		return Err(bad());
	}
	let bytes = hex::decode(text.trim().trim_start_matches("0x")).map_err(|_| bad())?;
	SignedVoucher::decode_all(&mut &bytes[..]).map_err(|_| bad())
}

/// What the next voucher of a session must say.
pub fn next(session: &Voucher, last: Option<&ReceiptRecord>) -> (u32, Hash, Balance) {
	match last.filter(|last| last.receipt.session == session.session) {
		Some(last) => {
			let receipt = &last.receipt;
			(receipt.n.saturating_add(1), receipt.hash(), receipt.cumulative)
		},
		None => (1, Hash::zero(), 0),
	}
}

/// Whether the voucher is genuine: for this worker, of a session with it, by the session's key.
pub fn authenticate<'a>(
	signed: &SignedVoucher,
	session: Option<&'a SessionView>,
	worker: WorkerId,
	domain: &SigningDomain,
) -> Result<&'a SessionView, Refusal> {
	let voucher = &signed.voucher;
	if voucher.worker != worker {
		return Err(Refusal::payment("voucher_foreign", "the voucher pays another worker"));
	}
	let Some(session) = session else {
		return Err(Refusal::payment("session_unknown", "no such session on the finalised chain"));
	};
	if session.summary.worker != worker {
		return Err(Refusal::payment("session_foreign", "the session is with another worker"));
	}
	if !voucher.verify(domain, &signed.signature, &session.summary.voucher_key) {
		return Err(Refusal::payment(
			"voucher_signature",
			"the signature is not of the session's voucher key, or not for this chain",
		));
	}
	Ok(session)
}

/// Checks a genuine voucher against its session and the newest receipt of it. `head` is the newest
/// finalised block.
pub fn check(
	signed: &SignedVoucher,
	session: &SessionView,
	last: Option<&ReceiptRecord>,
	head: u32,
) -> Result<Verdict, Refusal> {
	let voucher = &signed.voucher;
	let (n, acknowledges, cumulative) = next(voucher, last);
	if voucher.n < n {
		return match voucher.n {
			0 => Err(Refusal::payment("voucher_reordered", "vouchers are numbered from 1")),
			_ => Ok(Verdict::Used),
		};
	}
	if voucher.n > n {
		return Err(Refusal::payment(
			"voucher_reordered",
			format!("the next voucher of this session is number {n}"),
		));
	}
	if voucher.acknowledges != acknowledges || voucher.cumulative != cumulative {
		return Err(Refusal::payment(
			"voucher_acknowledgement",
			"the voucher does not acknowledge the last receipt and its cumulative fee",
		));
	}
	if session.release_at.is_some() {
		return Err(Refusal::payment("session_closing", "the session is closed"));
	}
	if head >= session.expires_at {
		return Err(Refusal::payment("session_expired", "the session has expired"));
	}
	let left = session.summary.deposit.saturating_sub(cumulative);
	match left.min(session.summary.max_per_call) {
		0 => Err(Refusal::payment("voucher_overspent", "the session's deposit is used up")),
		budget => Ok(Verdict::Fresh { budget }),
	}
}
