// SPDX-License-Identifier: Apache-2.0
/** eth_pendingTransactions lists the pool's, whoever sent them. */
import { expect, test } from "vitest"
import { bob, stranger } from "../lib/keys.js"
import { ANVIL, freshChain } from "../lib/rig.js"

const chain = freshChain("manual", ["--eth-dev-accounts"])
const pending = () => chain.rpc("eth_pendingTransactions")

// anvil does not serve this method.
test.skipIf(ANVIL)("an empty pool is an empty list", async () => {
  expect(await pending()).toEqual([])
})

test.skipIf(ANVIL)("it lists what is ready and forgets what is sealed", async () => {
  const hashes = [await chain.pool({ to: stranger(1), value: 1n }), await chain.pool({ from: bob, to: stranger(1), value: 2n })]
  const listed = await pending()
  expect(listed.map(({ hash }: any) => hash).sort()).toEqual([...hashes].sort())
  for (const tx of listed) expect(tx).toMatchObject({ blockHash: null, blockNumber: null, to: stranger(1) })
  await chain.mine()
  expect(await pending()).toEqual([])
})

test.skipIf(ANVIL)("Substrate's extrinsics in the pool are not listed", async () => {
  await chain.pool({ to: stranger(1), value: 1n })
  expect(await chain.rpc("author_pendingExtrinsics")).toHaveLength(1)
  expect(await pending()).toHaveLength(1)
  await chain.mine()
})
