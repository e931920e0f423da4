// SPDX-License-Identifier: Apache-2.0
//! Units: money, parts per million, shares, weights, and the bounds the protocol fixes.

/// Money in plancks, 10⁻¹⁸ OPEN.
pub type Balance = u128;
/// One OPEN in plancks.
pub const OPEN: Balance = 1_000_000_000_000_000_000;
/// 10⁻³ OPEN.
pub const MILLI: Balance = OPEN / 1_000;
/// 10⁻⁶ OPEN.
pub const MICRO: Balance = OPEN / 1_000_000;

/// Block number of the chain.
pub type BlockNumber = u32;

/// Parts per million, the unit of every split that governance sets.
pub type Ppm = u32;
/// The whole in parts per million.
pub const PPM: Ppm = 1_000_000;

/// A share of one answer, in units of 2⁻³²; at most [`SHARE_ONE`].
pub type Share = u64;
/// The whole answer in share units: 2³².
pub const SHARE_ONE: Share = 1 << 32;

/// Credit weight: Σ base fee (plancks) × share (2⁻³²). Never money.
pub type CreditWeight = u128;

/// Tokens are priced per this many.
pub const TOKENS_PER_RATE: u128 = 1_000;

/// Most decoy scores in a report (PROTOCOL §3).
pub const MAX_DECOYS: u32 = 64;
/// Most contributions a model version may be trained on, so most entries of a report.
pub const MAX_REPORT_ENTRIES: u32 = 4_096;
/// Most (model, agent, app) totals in a batch header.
pub const MAX_BATCH_TOTALS: u32 = 16;
/// Most Datanet versions a model version is trained on.
pub const MAX_DATASETS: u32 = 8;
/// Most offers in the allow-list of a session.
pub const MAX_OFFERS: u32 = 8;
/// Most endpoints of a worker.
pub const MAX_ENDPOINTS: u32 = 3;
/// Longest URL of an endpoint or a location, in bytes.
pub const MAX_URL_LEN: u32 = 256;
/// Largest committee that attests a batch.
pub const MAX_COMMITTEE: u32 = 32;
/// Most direct parents of a model.
pub const MAX_PARENTS: u32 = 8;
/// Most ancestors of a model, each counted once.
pub const MAX_ANCESTORS: u32 = 32;
/// MinHash band keys a contribution carries.
pub const MINHASH_BANDS: usize = 16;
/// Balances in one earnings page.
pub const EARNINGS_PAGE: u32 = 128;
