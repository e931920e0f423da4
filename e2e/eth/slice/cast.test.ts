// SPDX-License-Identifier: Apache-2.0
/** Foundry's cast, on manual sealing. */
import { beforeAll, expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { alice, HARDHAT, stranger } from "../lib/keys.js"
import { freshChain, type Contract } from "../lib/rig.js"
import { cast, castFails } from "../lib/run.js"

const chain = freshChain()
const at = () => ["--rpc-url", chain.url]
const key = ["--private-key", HARDHAT[0]]
let token: Contract
beforeAll(async () => {
  token = await chain.deploy("Token", [1000n])
})

/** `cast send --async`, sealed. */
async function send(...args: string[]) {
  const hash = await cast("send", "--async", ...at(), ...key, ...args)
  await chain.mine()
  return JSON.parse(await cast("receipt", "--json", ...at(), hash))
}

test("the chain, accounts and blocks", async () => {
  expect(await cast("chain-id", ...at())).toBe("42")
  expect(await cast("block-number", ...at())).toBe("1")
  expect(BigInt(await cast("balance", ...at(), alice.address))).toBe(await chain.balance(alice.address))
  expect(await cast("nonce", ...at(), alice.address)).toBe("1")
  const block = JSON.parse(await cast("block", "--json", ...at(), "latest"))
  expect(block.hash).toBe((await chain.block()).hash)
  expect(await cast("client", ...at())).toBe(await chain.rpc("web3_clientVersion"))
  expect(BigInt(await cast("gas-price", ...at()))).toBeGreaterThan(0n)
})

test("a transfer", async () => {
  const receipt = await send("--value", "5", stranger(1))
  expect(receipt.status).toBe("0x1")
  expect(await cast("balance", ...at(), stranger(1))).toBe("5")
  const tx = JSON.parse(await cast("tx", "--json", ...at(), receipt.transactionHash))
  expect(tx.hash).toBe(receipt.transactionHash)
})

test("every type of transaction", async () => {
  expect((await send("--legacy", "--value", "1", stranger(2))).type).toBe("0x0")
  expect((await send("--value", "1", stranger(2))).type).toBe("0x2")
  expect((await send("--access-list", "[]", "--value", "1", stranger(2))).status).toBe("0x1")
})

test("a creation, a call, an estimate, logs", async () => {
  const created = await send("--create", artifact("Store").bytecode, "constructor(uint256)", "9")
  expect(await cast("call", ...at(), created.contractAddress, "value()(uint256)")).toBe("9")
  expect(await cast("code", ...at(), created.contractAddress)).toBe(artifact("Store").runtime)
  expect(BigInt(await cast("storage", ...at(), created.contractAddress, "0"))).toBe(9n)
  const gas = await cast("estimate", ...at(), "--from", alice.address, token.address, "transfer(address,uint256)", stranger(3), "4")
  expect(Number(gas)).toBeGreaterThan(40_000)
  const moved = await send(token.address, "transfer(address,uint256)", stranger(3), "4")
  expect(moved.logs).toHaveLength(1)
  const logs = JSON.parse(await cast("logs", "--json", ...at(), "--from-block", "0", "--address", token.address, "Transfer(address,address,uint256)"))
  expect(logs).toHaveLength(2)
  expect(await cast("call", ...at(), token.address, "balanceOf(address)(uint256)", stranger(3))).toBe("4")
})

test("raw calls", async () => {
  expect(await cast("rpc", ...at(), "eth_chainId")).toBe('"0x2a"')
})

test("errors reach the user in words", async () => {
  expect(await castFails("call", ...at(), token.address, "transfer(address,uint256)", stranger(3), "9999999")).toMatch(/revert|InsufficientBalance/i)
  const poor = `0x${"11".repeat(32)}`
  expect(await castFails("send", "--async", ...at(), "--private-key", poor, "--gas-limit", "21000", "--value", "1", stranger(1))).toMatch(/insufficient funds/i)
})
