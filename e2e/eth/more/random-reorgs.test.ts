// SPDX-License-Identifier: Apache-2.0
/**
 * Random reorganisations: whatever chain is the best one, blocks, receipts, logs, filters and subscriptions say
 * what its receipts say. `SEED=n` repeats a run.
 */
import { numberToHex } from "viem"
import { expect, test } from "vitest"
import { alice, bob, carol, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"
import type { Json } from "../lib/rpc.js"

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const STEPS = 60
/** How far back a branch begins, in blocks. */
const DEEPEST = 6

const chain = freshChain()

/** Park and Miller's generator: whole numbers below `end`. */
function random(seed: number): (end: number) => number {
  let state = (seed % 2_147_483_646) + 1
  return (end) => (state = (state * 48_271) % 2_147_483_647) % end
}

const key = ({ blockHash, transactionHash, logIndex }: Json) => `${blockHash} ${transactionHash} ${logIndex}`

/** What somebody knows who hears of new logs and of removed ones. */
class Heard {
  readonly logs = new Map<string, Json>()

  hear(changes: Json[]): void {
    for (const { removed, ...log } of changes) {
      if (!removed) {
        expect(this.logs.has(key(log)), `told twice: ${key(log)}`).toBe(false)
        this.logs.set(key(log), log)
      } else expect(this.logs.delete(key(log)), `removed but never told: ${key(log)}`).toBe(true)
    }
  }
}

/** Blocks of the best chain from `first` on, with their receipts. */
async function canonical(first: number) {
  const blocks: Json[] = []
  for (let number = first; number <= (await chain.height()); number++) {
    const block = await chain.block(number)
    if (blocks.length > 0) expect(block.parentHash).toBe(blocks.at(-1).hash)
    blocks.push({ ...block, receipts: await chain.rpc("eth_getBlockReceipts", block.hash) })
  }
  return blocks
}

test.skipIf(ANVIL)(`random reorganisations, seed ${SEED}`, async () => {
  const below = random(SEED)
  const token: Contract = await chain.deploy("Token", [1_000_000n])
  for (const { address } of [bob, carol]) await chain.write(token, "transfer", [address, 100_000n])
  const first = (await chain.height()) + 1
  const [logFilter, blockFilter] = [await chain.rpc("eth_newFilter", { address: token.address }), await chain.rpc("eth_newBlockFilter")]
  const { stream } = await (await chain.socket()).subscribe("logs", { address: token.address })
  const [polled, subscribed, blocksTold, sent] = [new Heard(), new Heard(), new Set<string>(), [] as `0x${string}`[]]
  const nonces = new Map<string, number>()
  for (const { address } of [alice, bob, carol]) nonces.set(address, await chain.nonce(address))
  let [reorganised, read] = [0, 0]

  for (let step = 0; step < STEPS; step++) {
    for (let i = below(4); i > 0; i--) {
      const from = [alice, bob, carol][below(3)]
      // The pool takes up what a branch lost a moment later: until then it knows of no nonce.
      const nonce = nonces.get(from.address)!
      nonces.set(from.address, nonce + 1)
      sent.push(await chain.writePool(token, "transfer", [stranger(below(5)), BigInt(1 + below(9))], { from, nonce }))
    }
    const head = await chain.height()
    const deepest = Math.min(DEEPEST, head - first + 1)
    const depth = deepest > 0 && below(3) === 0 ? 1 + below(deepest) : 0
    let parent = await chain.substrateHash(head - depth)
    // At least as long as the branch that it leaves; a longer one becomes the best.
    const length = depth === 0 ? 1 : depth + below(3)
    for (let i = 0; i < length; i++) parent = await chain.mineOn(parent)
    if (depth > 0 && length > depth) reorganised++

    const blocks = await canonical(first)
    expect(blocks.length).toBe((depth === 0 || length > depth ? head - depth + length : head) - first + 1)
    const receipts = blocks.flatMap((block) => block.receipts)
    const logs = receipts.flatMap((receipt) => receipt.logs)
    const query = { address: token.address, fromBlock: numberToHex(first), toBlock: "latest" }
    expect(await chain.rpc("eth_getLogs", query)).toEqual(logs)

    const places = new Map<string, Json>(receipts.map((receipt) => [receipt.transactionHash, receipt]))
    for (const hash of sent) {
      const place = places.get(hash) ?? null
      expect(await chain.receipt(hash)).toEqual(place)
      const transaction = await chain.rpc("eth_getTransactionByHash", hash)
      if (place !== null || transaction !== null) expect(transaction.blockHash).toBe(place?.blockHash ?? null)
    }

    polled.hear(await chain.rpc("eth_getFilterChanges", logFilter))
    const known = logs.map(key).sort()
    expect([...polled.logs.keys()].sort()).toEqual(known)
    for (const hash of await chain.rpc("eth_getFilterChanges", blockFilter)) blocksTold.add(hash)
    for (const { hash } of blocks) expect(blocksTold).toContain(hash)
    while (subscribed.logs.size !== known.length || !known.every((log) => subscribed.logs.has(log))) {
      const seen = await stream.atLeast(read + 1)
      subscribed.hear(seen.slice(read))
      read = seen.length
    }
  }
  expect(reorganised).toBeGreaterThan(0)

  // What lost its block comes back: in the end everything that was sent is in the chain, once.
  const included = async () => (await Promise.all(sent.map((hash) => chain.receipt(hash)))).every((receipt) => receipt)
  for (let i = 0; i < 50 && !(await included()); i++) await chain.mine()
  const transactions = (await canonical(first)).flatMap((block) => block.transactions)
  expect([...transactions].sort()).toEqual([...sent].sort())
})
