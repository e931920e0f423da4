// SPDX-License-Identifier: Apache-2.0
/** Public development keys, as @polkadot/api signs with them. */
import { Keyring } from "@polkadot/keyring"
import type { KeyringPair } from "@polkadot/keyring/types"
import { cryptoWaitReady } from "@polkadot/util-crypto"
import { privateKeyToAccount } from "viem/accounts"

export const OPEN = 10n ** 18n

export interface People {
  alice: KeyringPair
  bob: KeyringPair
  charlie: KeyringPair
  dave: KeyringPair
  eve: KeyringPair
  ferdie: KeyringPair
  /** The keys that hold most of the development chain's OPEN, without those above. */
  stashes: KeyringPair[]
}

export async function people(): Promise<People> {
  await cryptoWaitReady()
  const keyring = new Keyring({ type: "sr25519" })
  const key = (path: string) => keyring.addFromUri(path)
  const names = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"]
  const [alice, bob, charlie, dave, eve, ferdie] = names.map((name) => key(`//${name}`))
  return { alice, bob, charlie, dave, eve, ferdie, stashes: names.map((name) => key(`//${name}//stash`)) }
}

/** The first account of Hardhat and anvil. */
export const wallet = privateKeyToAccount("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
