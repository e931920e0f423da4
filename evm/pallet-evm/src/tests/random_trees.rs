// SPDX-License-Identifier: Apache-2.0
//! Random trees of calls into contracts, a stateful precompile, a view and one of Ethereum's precompiles,
//! against a model that copies the world before each call.

use super::asm::{Asm, Kind};
use crate::mock::*;
use openledger_evm_primitives::{Evm as _, ExitReason};
use proptest::prelude::*;
use sp_core::{H160, H256};
use std::collections::BTreeMap;

/// What a contract does, in order.
#[derive(Clone, Debug)]
enum Step {
	/// Calls the bank.
	Bank(Op),
	/// Calls the bank in a way that has no effect: statically, or by code that is not its own, which
	/// fails.
	Vainly(Kind, Op),
	/// Calls the view, which writes and is undone.
	View,
	/// Sends money to Ethereum's identity precompile.
	Identity(u64),
	/// Calls another contract.
	Child(u64, Box<Node>),
	/// Runs another contract's code as its own.
	Delegate(Box<Node>),
	/// Calls another contract statically. Inside nothing is stored, sent or created.
	Static(Box<Node>),
	/// Creates a contract whose init code is another node's.
	Create(u64, Box<Node>),
}

/// A contract.
#[derive(Clone, Debug)]
struct Node {
	steps: Vec<Step>,
	reverts: bool,
}

/// What matters of the world.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct World {
	balances: BTreeMap<H160, u64>,
	counted: u64,
	slots: BTreeMap<(H160, u64), u64>,
	nonces: BTreeMap<H160, u64>,
	/// What native transfers have left below the existential deposit.
	lost: u64,
}

fn node() -> impl Strategy<Value = Node> {
	let bank = prop_oneof![
		Just(Op::Count),
		Just(Op::CountAndRevert),
		Just(Op::Pay),
		Just(Op::Collect),
		Just(Op::Pay),
	]
	.prop_map(Step::Bank);
	let vainly = (
		prop_oneof![Just(Kind::Static), Just(Kind::Delegate), Just(Kind::CallCode)],
		prop_oneof![Just(Op::Count), Just(Op::Pay), Just(Op::Collect)],
	)
		.prop_map(|(kind, op)| Step::Vainly(kind, op));
	let bank = prop_oneof![
		6 => bank,
		1 => vainly,
		1 => Just(Step::View),
		1 => (0u64..3).prop_map(|hundreds| Step::Identity(hundreds * 100)),
	];
	let bank = bank.boxed();
	let leaf = (prop::collection::vec(bank.clone(), 0..3), prop::bool::weighted(0.3))
		.prop_map(|(steps, reverts)| Node { steps, reverts });
	leaf.prop_recursive(5, 24, 4, move |inner| {
		let step = prop_oneof![
			3 => bank.clone(),
			3 => (0u64..250, inner.clone()).prop_map(|(v, n)| Step::Child(v, Box::new(n))),
			1 => inner.clone().prop_map(|n| Step::Delegate(Box::new(n))),
			1 => inner.clone().prop_map(|n| Step::Static(Box::new(n))),
			1 => (0u64..250, inner).prop_map(|(v, n)| Step::Create(v, Box::new(n))),
		];
		(prop::collection::vec(step, 1..4), prop::bool::weighted(0.3))
			.prop_map(|(steps, reverts)| Node { steps, reverts })
	})
}

/// Ethereum's precompile that gives back its input.
const IDENTITY: H160 = H160([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]);

/// Gives every called contract an address and code. Returns the node's code, which in a static frame
/// keeps what happened to itself.
fn compile(node: &Node, is_static: bool, next: &mut u64, addresses: &mut Vec<H160>) -> Vec<u8> {
	let sent = |value: &u64| if is_static { 0 } else { *value };
	let mut code = Asm::new();
	for (n, step) in node.steps.iter().enumerate() {
		code = match step {
			Step::Bank(op) => code.call(Kind::Call, BANK, 0, &[*op as u8]),
			Step::Vainly(kind, op) => code.call(*kind, BANK, 0, &[*op as u8]),
			Step::View => code.call(Kind::Call, VIEW, 0, &[]),
			Step::Identity(value) => code.call(Kind::Call, IDENTITY, sent(value), &[1, 2, 3]),
			Step::Child(value, child) => {
				code.call(Kind::Call, deploy(child, is_static, next, addresses), sent(value), &[])
			},
			Step::Delegate(child) => {
				code.call(Kind::Delegate, deploy(child, is_static, next, addresses), 0, &[])
			},
			Step::Static(child) => {
				code.call(Kind::Static, deploy(child, true, next, addresses), 0, &[])
			},
			Step::Create(..) if is_static => code.push(0),
			Step::Create(value, child) => {
				let init = compile(child, false, next, addresses);
				code.memory(&init)
					.push(init.len() as u64)
					.push(0)
					.push(*value)
					.op(0xf0)
					// success is that there is an address
					.op(0x15)
					.op(0x15)
			},
		};
		code = if is_static { code.pop() } else { code.sstore_top(n as u64) };
	}
	if node.reverts {
		code.revert().build()
	} else {
		code.stop().build()
	}
}

/// Puts a node's code at the next address.
fn deploy(node: &Node, is_static: bool, next: &mut u64, addresses: &mut Vec<H160>) -> H160 {
	let address = H160::from_low_u64_be(0x10_0000 + *next);
	*next += 1;
	addresses.push(address);
	let code = compile(node, is_static, next, addresses);
	place(address, code);
	address
}

/// Contracts that [`compile`] gives addresses below a node.
fn count_children(node: &Node) -> usize {
	count(node, false)
}

fn count(node: &Node, is_static: bool) -> usize {
	node.steps
		.iter()
		.map(|step| match step {
			Step::Bank(_) | Step::Vainly(..) | Step::View | Step::Identity(_) => 0,
			Step::Child(_, child) | Step::Delegate(child) => 1 + count(child, is_static),
			Step::Static(child) => 1 + count(child, true),
			Step::Create(..) if is_static => 0,
			Step::Create(_, child) => count(child, false),
		})
		.sum()
}

/// What should happen. Addresses are used up in the order in which [`compile`] gave them.
struct Model<'a> {
	world: World,
	addresses: &'a [H160],
	next: usize,
}

impl Model<'_> {
	fn pay(&mut self, from: H160, to: H160, amount: u64) -> bool {
		let balance = self.world.balances.entry(from).or_default();
		if *balance < amount {
			return false;
		}
		*balance -= amount;
		*self.world.balances.entry(to).or_default() += amount;
		true
	}

	/// A transfer of `pallet-balances`, which reaps.
	fn pay_natively(&mut self, from: H160, to: H160, amount: u64) -> bool {
		let paid = self.pay(from, to, amount);
		if paid {
			let balance = self.world.balances.entry(from).or_default();
			if u128::from(*balance) < ED {
				self.world.lost += std::mem::take(balance);
			}
		}
		paid
	}

	/// Runs a node in a frame of its own; restores the world where it reverts.
	fn frame(&mut self, from: H160, at: H160, value: u64, node: &Node, before: World) -> bool {
		if !self.pay(from, at, value) {
			self.next += count_children(node);
			return false;
		}
		self.run(at, node);
		if node.reverts {
			self.world = before;
		}
		!node.reverts
	}

	fn run(&mut self, at: H160, node: &Node) {
		for (n, step) in node.steps.iter().enumerate() {
			let before = self.world.clone();
			let ok = match step {
				Step::Bank(op) => {
					let ok = match op {
						Op::Count => true,
						Op::Pay => self.pay_natively(at, BOB, 100),
						Op::Collect => self.pay(BOB, at, 100),
						_ => false,
					};
					if ok {
						self.world.counted += 1;
					}
					ok
				},
				// By other code than its own the bank refuses to run; a static call of it succeeds
				// where the call itself would.
				Step::Vainly(kind, op) => {
					let has = |who| self.world.balances.get(&who).copied().unwrap_or_default();
					*kind == Kind::Static
						&& match op {
							Op::Pay => has(at) >= 100,
							Op::Collect => has(BOB) >= 100,
							_ => true,
						}
				},
				Step::View => true,
				Step::Identity(value) => self.pay(at, IDENTITY, *value),
				Step::Child(value, child) => {
					let address = self.addresses[self.next];
					self.next += 1;
					self.frame(at, address, *value, child, before)
				},
				Step::Delegate(child) => {
					self.next += 1;
					self.frame(at, at, 0, child, before)
				},
				Step::Static(child) => {
					self.next += 1 + count(child, true);
					!child.reverts
				},
				Step::Create(value, child) => {
					if self.world.balances.get(&at).copied().unwrap_or_default() < *value {
						self.next += count_children(child);
						false
					} else {
						let nonce = self.world.nonces.entry(at).or_insert(1);
						let address = crate::vm::convert::create_address(&at, *nonce);
						*nonce += 1;
						// The nonce stays counted where the creation fails.
						let before = self.world.clone();
						self.world.nonces.insert(address, 1);
						self.frame(at, address, *value, child, before)
					}
				},
			};
			if ok {
				self.world.slots.insert((at, n as u64), 1);
			} else {
				self.world.slots.remove(&(at, n as u64));
			}
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(300))]

	#[test]
	fn trees_do_what_the_model_does(trees in prop::collection::vec((node(), 0u64..600), 1..3)) {
		ExtBuilder::build_and_execute(|| {
			let mut next = 0;
			let mut world = World::default();
			world.balances.insert(BOB, FORTUNE as u64);
			for (n, (tree, value)) in trees.iter().enumerate() {
				let root = H160::from_low_u64_be(0x20_0000 + n as u64);
				let mut addresses = Vec::new();
				let code = compile(tree, false, &mut next, &mut addresses);
				place(root, code);
				let issued = collected() + Balances::total_issuance();
				let execution = send(Some(root), u128::from(*value), vec![], 1 << 24);
				let expected =
					if tree.reverts { ExitReason::Revert } else { ExitReason::Succeed };
				assert_eq!(execution.exit, expected);
				let lost = world.lost;

				world.balances.insert(ALICE, u64::MAX / 2);
				let mut model = Model { world: world.clone(), addresses: &addresses, next: 0 };
				let before = world.clone();
				model.frame(ALICE, root, *value, tree, before);
				assert_eq!(model.next, addresses.len());
				world = model.world;
				world.balances.remove(&ALICE);
				let lost = u128::from(world.lost - lost);
				assert_eq!(collected() + Balances::total_issuance() + lost, issued);

				assert_eq!(counted(), world.counted);
				for (address, expected) in &world.balances {
					assert_eq!(balance(*address), u128::from(*expected), "{address:?}");
				}
				let slots: BTreeMap<_, _> = crate::AccountStorages::<Test>::iter()
					.map(|(address, slot, value)| {
						((address, slot.to_low_u64_be()), H256::to_low_u64_be(&value))
					})
					.collect();
				assert_eq!(slots, world.slots);
				for (address, nonce) in &world.nonces {
					assert_eq!(Evm::rpc_account(*address).nonce, *nonce);
				}
				check_all();
			}
		});
	}
}

#[test]
fn the_mock_answers() {
	ExtBuilder::build_and_execute(|| {
		assert_eq!(Evm::chain_id(), CHAIN_ID);
		assert_eq!(Evm::coinbase(), COINBASE);
	});
}
