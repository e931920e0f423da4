// SPDX-License-Identifier: Apache-2.0
//! Runs under an inspector do what runs without one do; several transactions on one machine.

use super::asm::{Asm, Kind};
use crate::{
	mock::*,
	vm::{Context, Machine},
};
use openledger_evm_primitives::{CallError, CallRequest, Invalid, Overrides};
use revm::{
	interpreter::{interpreter::EthInterpreter, CallInputs, CallOutcome, Interpreter},
	Inspector,
};
use sp_core::H160;

/// Counts opcodes and calls.
#[derive(Default)]
struct Count {
	steps: usize,
	calls: usize,
}

impl Inspector<Context<Test>, EthInterpreter> for Count {
	fn step(&mut self, _: &mut Interpreter<EthInterpreter>, _: &mut Context<Test>) {
		self.steps += 1;
	}
	fn call(&mut self, _: &mut Context<Test>, _: &mut CallInputs) -> Option<CallOutcome> {
		self.calls += 1;
		None
	}
}

const ONE: H160 = H160::repeat_byte(1);

fn pay_and_revert() -> CallRequest {
	let two = H160::repeat_byte(2);
	let pay = [Op::Pay as u8];
	place(two, Asm::new().call(Kind::Call, BANK, 0, &pay).revert().build());
	let code = Asm::new().call(Kind::Call, two, 200, &[]).pop().call(Kind::Call, BANK, 0, &pay);
	place(ONE, code.return_data().build());
	CallRequest { from: ALICE, to: Some(ONE), value: 500.into(), ..Default::default() }
}

#[test]
fn an_inspector_sees_and_changes_nothing() {
	ExtBuilder::build_and_execute(|| {
		let request = pay_and_revert();
		let plain = Evm::rpc_call(&request, &Overrides::default(), 1_000_000).unwrap();
		let (inspected, count) = Evm::without_effect(|| {
			let (setup, overlay, tx) =
				Evm::prepare_call(&request, &Overrides::default(), 1_000_000)?;
			let mut machine = Machine::<Test, _>::with_inspector(setup, overlay, Count::default());
			let result = machine.inspect(tx).map_err(|_| CallError::NotFound)?;
			Ok((Evm::outcome(result), machine.into_inspector()))
		})
		.unwrap();
		assert_eq!(inspected, plain);
		assert_eq!(count.calls, 4);
		assert!(count.steps > 20);
		assert_eq!(counted(), 0);
	});
}

#[test]
fn transactions_on_one_machine_see_each_other() {
	ExtBuilder::build_and_execute(|| {
		let request = pay_and_revert();
		let counts = Evm::without_effect(|| {
			let (setup, overlay, tx) =
				Evm::prepare_call(&request, &Overrides::default(), 1_000_000)?;
			let mut machine = Machine::<Test>::new(setup, overlay);
			let mut counts = Vec::new();
			for _ in 0..3 {
				let result = machine.transact(tx.clone()).map_err(|_| CallError::NotFound)?;
				counts.push(sp_core::U256::from_big_endian(&Evm::outcome(result).output).as_u64());
			}
			let paid = Evm::rpc_account(BOB).balance.as_u128();
			assert_eq!(paid, FORTUNE + 300);
			Ok(counts)
		});
		assert_eq!(counts, Ok(vec![1, 2, 3]));
		assert_eq!(balance(BOB), FORTUNE);
		// Not inside of a run.
		let nested = Evm::without_effect(|| {
			Evm::rpc_call(&request, &Overrides::default(), 1_000_000).map(|_| ())
		});
		assert_eq!(nested, Err(CallError::Invalid(Invalid::Paused)));
	});
}
