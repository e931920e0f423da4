// SPDX-License-Identifier: Apache-2.0
/** The state root changes with the state and is fixed by the block. */
import { expect, test } from "vitest"
import { stranger } from "../lib/keys.js"
import { freshChain, HASH, ZERO_HASH } from "../lib/rig.js"

const chain = freshChain()

test("every block has one, and it is not empty", async () => {
  await chain.mine(2)
  for (let n = 0; n <= 2; n++) {
    const { stateRoot } = await chain.block(n)
    expect(stateRoot).toMatch(HASH)
    expect(stateRoot).not.toBe(ZERO_HASH)
  }
})

test("a transfer changes it", async () => {
  const before = (await chain.block()).stateRoot
  await chain.send({ to: stranger(1), value: 1n })
  expect((await chain.block()).stateRoot).not.toBe(before)
})

test("it does not change afterwards", async () => {
  const block = await chain.block()
  await chain.send({ to: stranger(1), value: 1n })
  await chain.mine(3)
  expect(await chain.block(Number(block.number))).toEqual(block)
})
