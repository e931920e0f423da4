// SPDX-License-Identifier: Apache-2.0
//! The signed objects of the protocol (PROTOCOL §1–§4), in SCALE and EIP-712 form.
//!
//! | object | signed by | travels |
//! |---|---|---|
//! | [`ContributionManifest`], [`TrainingManifest`] | the extrinsic that carries them | on chain |
//! | [`Voucher`] | the session's voucher key | payer → worker |
//! | [`Receipt`] | the worker's key | worker → payer, batch leaf |
//! | [`Report`] | bound by the batch's `reports_root` | batch leaf |
//! | [`BatchHeader`] | the worker's key | worker → validators → chain |
//! | [`FraudProof`] | the extrinsic that carries it | challenger → chain |
//!
//! Every signed object binds format version, genesis hash, chain id, pallet and kind tag and all
//! its ids (see [`SigningDomain`]), so a signature is worth nothing elsewhere. `vectors/*.json`
//! fixes the bytes for runtime, worker and TypeScript.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod batch;
mod domain;
mod fraud;
mod manifest;
mod receipt;
mod report;
pub mod url;
mod voucher;
mod wire;

pub use batch::{
	least_weight, BatchHeader, BatchTotal, CreditLeaf, CreditSubLeaf, SessionLeaf, TreeKind,
};
pub use domain::{SignedObject, SigningDomain, FORMAT};
pub use fraud::{FraudProof, OpenedAnswer, OpenedCredit, OpenedPart, OpenedReceipt, OpenedSession};
pub use manifest::{
	ContributionKind, ContributionManifest, Evaluation, IndexRoots, RowLeaf, TrainingConfig,
	TrainingManifest, Url, METHOD_GRAD_DOT,
};
pub use receipt::{fee_of, Fee, Offer, Receipt, Sampling, SignedReceipt};
pub use report::{Evidence, Report, ReportEntry};
pub use url::{check_endpoint, check_url, UrlProblem};
pub use voucher::{SignedVoucher, Voucher};
pub use wire::{Announcement, AuditBundle, AuditCredit, AuditLeaf, BatchBody, LeafProof};
