// SPDX-License-Identifier: Apache-2.0

//! Proxies.

use crate::{abi::IProxy, mock::*};
use alloy_primitives::Bytes;
use codec::Encode;
use openledger_primitives::OPEN;
use openledger_primitives_account::eth_account;

const PROXY: u64 = 0x802;
const ANY: u8 = 0;
const NON_TRANSFER: u8 = 1;

fn add(delegate: u8, kind: u8) -> IProxy::addProxyCall {
	IProxy::addProxyCall { delegate: sol(delegate), kind, delay: 0 }
}

fn is_proxy(real: u8, delegate: u8, kind: u8) -> bool {
	let call = IProxy::isProxyCall { real: sol(real), delegate: sol(delegate), kind, delay: 0 };
	by(9).call(PROXY, call)
}

/// A transfer of one OPEN to user 3, in SCALE.
fn transfer() -> Bytes {
	let call = pallet_balances::Call::<Test>::transfer_allow_death {
		dest: eth_account(user(3)),
		value: OPEN,
	};
	RuntimeCall::from(call).encode().into()
}

#[test]
fn a_proxy_acts_for_another() {
	execute(|| {
		let (_, logs) = by(1).logged(PROXY, add(2, ANY));
		let event: IProxy::ProxyAdded = only_event(PROXY, &logs);
		assert_eq!((event.real, event.delegate, event.kind), (sol(1), sol(2), ANY));
		assert!(is_proxy(1, 2, ANY));
		assert!(!is_proxy(1, 2, NON_TRANSFER));
		assert!(!is_proxy(2, 1, ANY));
		let found = by(9).call(PROXY, IProxy::proxiesCall { real: sol(1) });
		assert_eq!(found.deposit, amount(2 * ED));
		assert_eq!(found.definitions.len(), 1);
		assert_eq!(found.definitions[0].delegate, sol(2));

		let (_, logs) = by(2).logged(PROXY, IProxy::proxyCall { real: sol(1), call: transfer() });
		let event: IProxy::ProxyCalled = only_event(PROXY, &logs);
		assert_eq!((event.real, event.delegate), (sol(1), sol(2)));
		assert_eq!(Balances::free_balance(eth_account(user(3))), RICHES + OPEN);

		let call = IProxy::proxyAsCall { real: sol(1), kind: ANY, call: transfer() };
		by(2).call(PROXY, call);
		assert_eq!(Balances::free_balance(eth_account(user(3))), RICHES + 2 * OPEN);

		let call = IProxy::removeProxyCall { delegate: sol(2), kind: ANY, delay: 0 };
		let (_, logs) = by(1).logged(PROXY, call);
		only_event::<IProxy::ProxyRemoved>(PROXY, &logs);
		assert!(!is_proxy(1, 2, ANY));
	});
}

#[test]
fn all_proxies_are_taken_back_at_once() {
	execute(|| {
		by(1).call(PROXY, add(2, ANY));
		by(1).call(PROXY, add(3, NON_TRANSFER));
		let (_, logs) = by(1).logged(PROXY, IProxy::removeProxiesCall {});
		let event: IProxy::ProxiesRemoved = only_event(PROXY, &logs);
		assert_eq!(event.real, sol(1));
		assert!(!is_proxy(1, 2, ANY) && !is_proxy(1, 3, NON_TRANSFER));
	});
}

#[test]
fn a_kind_of_proxy_does_only_what_it_may() {
	execute(|| {
		by(1).call(PROXY, add(2, NON_TRANSFER));
		by(2).call(PROXY, IProxy::proxyCall { real: sol(1), call: transfer() });
		assert_eq!(Balances::free_balance(eth_account(user(3))), RICHES);
		let failed = System::events().iter().any(|record| {
			matches!(
				record.event,
				RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result: Err(_) })
			)
		});
		assert!(failed, "the runtime's event says that the call failed");
	});
}

#[test]
fn calls_are_refused_with_a_reason() {
	execute(|| {
		assert_eq!(by(1).refused(PROXY, add(2, 9)), "UnknownKind");
		assert_eq!(by(1).refused(PROXY, add(1, ANY)), "NoSelfProxy");
		let call = IProxy::removeProxyCall { delegate: sol(2), kind: ANY, delay: 0 };
		assert_eq!(by(1).refused(PROXY, call), "NotFound");
		let call = || IProxy::proxyCall { real: sol(1), call: transfer() };
		assert_eq!(by(2).refused(PROXY, call()), "NotProxy");
		let cut = IProxy::proxyCall { real: sol(1), call: transfer()[..9].to_vec().into() };
		assert_eq!(by(2).refused(PROXY, cut), "BadCall");
		let longer = [&transfer()[..], &[0]].concat().into();
		assert_eq!(
			by(2).refused(PROXY, IProxy::proxyCall { real: sol(1), call: longer }),
			"BadCall"
		);
		by(1).call(PROXY, add(2, ANY));
		assert_eq!(by(1).refused(PROXY, add(2, ANY)), "Duplicate");
		let call = IProxy::addProxyCall { delegate: sol(3), kind: ANY, delay: 5 };
		by(1).call(PROXY, call);
		assert_eq!(
			by(3).refused(PROXY, IProxy::proxyCall { real: sol(1), call: transfer() }),
			"Unannounced"
		);
	});
}

#[test]
fn deep_nesting_is_refused() {
	execute(|| {
		// proxy(proxy(proxy(…))): the indices of the pallet and of the call, the account, no kind.
		let mut call = Vec::new();
		for _ in 0..100 {
			call.extend([3, 0]);
			call.extend([1; 32]);
			call.push(0);
		}
		call.extend_from_slice(&transfer());
		let refused = by(2).refused(PROXY, IProxy::proxyCall { real: sol(1), call: call.into() });
		assert_eq!(refused, "BadCall");
	});
}
