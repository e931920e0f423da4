// SPDX-License-Identifier: Apache-2.0
//! The demo's tables.

use crate::{ledger::Books, short, Contributor};
use anyhow::{ensure, Result};
use openledger_cli::{buyer::Answer, money::show};
use openledger_primitives::Balance;

/// Prints who earned what from which answers, and where every unit of the fees went.
pub fn print(
	contributors: &[Contributor],
	answers: &[Answer],
	earned: &[Balance],
	books: &Books,
	fees: Balance,
) {
	println!("\nWho earned what (influence above noise; text and gradients are unaudited)");
	println!(
		"  {:<16} {:>5} {:>24} {:>24}  most from",
		"contributor", "rows", "by influence, OPEN", "can claim, OPEN"
	);
	for (contributor, earned) in contributors.iter().zip(earned) {
		let credited = books.credited.get(&contributor.id).copied().unwrap_or(0);
		let mut from: Vec<_> = answers
			.iter()
			.filter_map(|answer| {
				let entry =
					answer.report.entries.iter().find(|e| e.contribution == contributor.id)?;
				(entry.share > 0).then(|| (entry.share, &answer.receipt.receipt))
			})
			.collect();
		from.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
		let from: Vec<String> = from
			.iter()
			.take(2)
			.map(|(share, receipt)| {
				let per_cent = *share as f64 / openledger_primitives::SHARE_ONE as f64 * 100.0;
				format!("session {} answer {} ({per_cent:.1} %)", receipt.session, receipt.n)
			})
			.collect();
		println!(
			"  {:<16} {:>5} {:>24} {:>24}  {}",
			contributor.name,
			contributor.rows.len(),
			show(credited),
			show(*earned),
			from.join(", "),
		);
	}
	let parts = &books.parts;
	let credited: Balance = books.credited.values().sum();
	println!("\nWhere every unit of the fees went ({} answers)", answers.len());
	for (what, amount) in [
		("fees paid", fees),
		("worker", parts.worker),
		("model owner and lineage", parts.owner),
		("agent maker", parts.agent),
		("app maker", parts.app),
		("curators", parts.curators),
		("contributors by influence", credited),
		("Datanet pot (no data earned)", books.unattributed),
		("attesting validators", parts.attesters),
		("treasury", parts.treasury),
		("burnt", parts.burn),
	] {
		println!("  {what:<30} {:>26} OPEN", show(amount));
	}
	if let Some(answer) = answers.first() {
		println!(
			"  (first receipt {}, signed by the worker)",
			short(&answer.receipt.receipt.hash())
		);
	}
	println!();
}

/// Fails unless everything that was paid is accounted for, to the last unit.
pub fn balance(books: &Books, fees: Balance) -> Result<()> {
	let credited: Balance = books.credited.values().sum();
	let out = books.parts.total().unwrap_or(Balance::MAX);
	ensure!(books.settled == fees, "sessions paid {}, receipts say {fees}", books.settled);
	ensure!(out == fees, "{out} was distributed of {fees}");
	ensure!(
		credited + books.unattributed == books.parts.contributors,
		"contributors' part {} is not credits {credited} + pot {}",
		books.parts.contributors,
		books.unattributed,
	);
	ensure!(credited > 0, "no contribution earned anything");
	Ok(())
}
