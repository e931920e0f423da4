// SPDX-License-Identifier: Apache-2.0
/** The two-way mapping between accounts and Ethereum addresses (see primitives/account). */
import { keccak_256 } from "@noble/hashes/sha3"
import { bytesToHex, hexToBytes, type Hex } from "viem"

const SUFFIX = 0xee

/** The 32-byte account of an Ethereum address: the address followed by twelve bytes 0xEE. */
export function ethAccount(address: Hex): Uint8Array {
  const account = new Uint8Array(32).fill(SUFFIX)
  account.set(hexToBytes(address), 0)
  return account
}

/** The EVM address of any account: its own for Ethereum accounts, else keccak256(account)[12..]. */
export function evmAddress(account: Uint8Array): Hex {
  if (account.length !== 32) throw new Error(`an account has 32 bytes, not ${account.length}`)
  const own = account.slice(20).every((byte) => byte === SUFFIX)
  return bytesToHex(own ? account.slice(0, 20) : keccak_256(account).slice(12))
}
