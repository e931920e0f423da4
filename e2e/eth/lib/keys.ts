// SPDX-License-Identifier: Apache-2.0
/** Public development keys that the `dev` chain funds. */
import { privateKeyToAccount } from "viem/accounts"

/** The first accounts of Hardhat and anvil. */
export const HARDHAT = [
  "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
  "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
] as const

/** Alith, of Frontier's and Moonbeam's development chains. */
export const ALITH_KEY = "0x5fb92d6e98884f76de468fa3f6278f8807c48bebc13595d45af5bdc4da702133"
/** Baltathar. */
export const BALTATHAR_KEY = "0x8075991ce870b93a8870eca0c0f91913d12f47948ca0fd25b49c6fa7cdbeee8b"
/** The account of Frontier's own test suite. */
export const FRONTIER_KEY = "0x99b3c12287537e38c90a9219d4cb074a89a16e9cdb20bf85728ebd97c343e342"

export const [alice, bob, carol, dave, erin] = HARDHAT.map((key) => privateKeyToAccount(key))
export const alith = privateKeyToAccount(ALITH_KEY)
export const baltathar = privateKeyToAccount(BALTATHAR_KEY)
export const frontier = privateKeyToAccount(FRONTIER_KEY)

/** An address that nobody has a key of. */
export const stranger = (n: number) => `0x${n.toString(16).padStart(40, "ab")}` as const
