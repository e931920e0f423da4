// SPDX-License-Identifier: Apache-2.0
/**
 * The escrow on a chain with a real worker: it buys answers of a model that was trained on people's data, validators attest
 * them, and whose data answered is paid by the chain's waterfall and by the buyer's bounty.
 */
import { createPublicClient, createWalletClient, encodeDeployData, http, parseEventLogs, type Address, type Hex } from "viem"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Demo, prompt } from "../lib/demo.js"
import { erin, HARDHAT } from "../lib/keys.js"
import { precompile } from "../lib/precompiles.js"
import { ANVIL, OPEN } from "../lib/rig.js"
import { contracts } from "../lib/run.js"

const ERIN = HARDHAT[4]
const DEPOSIT = 10n * OPEN
const BOUNTY = 2n * OPEN
/** Most that an answer may cost; each of these costs far less. */
const MOST_PER_CALL = OPEN / 10n
const PROMPTS: [crate: string, row: number][] = [["serde", 0], ["tokio", 5], ["regex", 3], ["rand", 2], ["serde", 7], ["tokio", 11]]
const PATIENCE = 120_000

let demo: Demo
beforeAll(async () => {
  if (!ANVIL) demo = await Demo.start(3)
}, 600_000)
afterAll(() => demo?.stop())

test.skipIf(ANVIL)("whose data answered is paid out of an escrow", { timeout: 300_000 }, async () => {
  const transport = http(demo.http)
  const chain = createPublicClient({ transport, pollingInterval: 200 })
  const wallet = createWalletClient({ account: erin, transport })
  const [datanets, inference, rewards] = [precompile(0x810, "Datanets"), precompile(0x814, "Inference"), precompile(0x816, "Rewards")]
  const { abi, bytecode } = JSON.parse(readFileSync(join(contracts, "out/InferenceEscrow.sol/InferenceEscrow.json"), "utf8"))
  const sealed = async (hash: Hex) => {
    const receipt = await chain.waitForTransactionReceipt({ hash, timeout: PATIENCE })
    expect(receipt.status).toBe("success")
    return receipt
  }
  const read = ({ address, abi }: { address: Address; abi: any }, functionName: string, args: unknown[] = []): Promise<any> =>
    chain.readContract({ address, abi, functionName, args } as any)
  const send = (tx: { to?: Address; data?: Hex; value?: bigint }) => wallet.sendTransaction({ chain: null, ...tx } as any).then(sealed)

  const { contractAddress } = await send({ data: encodeDeployData({ abi, bytecode: bytecode.object, args: [erin.address] } as any) })
  const escrow = { address: contractAddress!, abi }
  const act = async (functionName: string, args: unknown[], value = 0n) => {
    const { request } = await chain.simulateContract({ ...escrow, functionName, args, value, account: erin } as any)
    const { logs } = await sealed(await wallet.writeContract({ chain: null, ...request } as any))
    return parseEventLogs({ abi, logs }) as any[]
  }

  // What the demo's own answers earned is booked already.
  const ids = Array.from({ length: Number(await read(datanets, "contributionCount")) }, (_, id) => id)
  const earned = () => Promise.all(ids.map((id) => read(rewards, "earned", [id]) as Promise<bigint>))
  const before = await earned()

  const expires = Number(await chain.getBlockNumber()) + 1_000
  const [bought] = await act("buy", [0, 0, DEPOSIT, MOST_PER_CALL, expires, BOUNTY], DEPOSIT + BOUNTY + OPEN)
  expect(bought).toMatchObject({ eventName: "Bought", args: { deposit: DEPOSIT, bounty: BOUNTY } })
  const { session } = bought.args
  // Payers act on what is final.
  const at = await chain.getBlockNumber()
  await expect.poll(async () => (await chain.getBlock({ blockTag: "finalized" })).number >= at, { timeout: PATIENCE, interval: 500 }).toBe(true)
  for (const [crate, row] of PROMPTS) {
    const said = await demo.cli("ask", await prompt(crate, row), "--session", `${session}`, "--max-tokens", "16", "--key", `eth:${ERIN}`)
    expect(said).toMatch(/who made it/)
  }

  // The worker puts the answers in batches, the validator attests them, their windows pass, the session settles, credits are
  // booked: all of it when five blocks add nothing.
  let now = before
  for (let since = 0; since < 10 || now.every((amount, id) => amount === before[id]); since++) {
    await new Promise((done) => setTimeout(done, 1_000))
    const [seen, { settledReceipts }] = await Promise.all([earned(), read(inference, "getSession", [session])])
    if (settledReceipts < PROMPTS.length || seen.some((amount, id) => amount !== now[id])) since = 0
    now = seen
  }
  const { settled } = await read(inference, "getSession", [session])
  expect(settled).toBeLessThanOrEqual(BigInt(PROMPTS.length) * MOST_PER_CALL)
  expect(now.reduce((sum, amount, id) => sum + amount - before[id], 0n)).toBeLessThan(settled)

  const paid = ids.filter((id) => now[id] > before[id])
  const due = paid.map((id) => now[id])
  const sum = due.reduce((a, b) => a + b, 0n)
  const people = await Promise.all(paid.map(async (id) => (await read(datanets, "getContribution", [id])).contributor as Address))
  const had = await Promise.all(people.map((address) => chain.getBalance({ address })))
  const events = await act("payContributors", [paid])
  const share = due.map((amount) => (BOUNTY * amount) / sum)
  expect(events.filter(({ eventName }) => eventName === "ContributorPaid").map(({ args }) => args)).toEqual(
    paid.map((contribution, i) => ({ contribution, contributor: people[i], amount: share[i] })).filter(({ amount }) => amount > 0n),
  )
  const have = await Promise.all(people.map((address) => chain.getBalance({ address })))
  // One account in both worlds: what the chain owed and the bounty are one balance.
  have.forEach((balance, i) => expect(balance - had[i]).toBe(due[i] + share[i]))
  for (const id of paid) expect(await read(rewards, "earned", [id])).toBe(0n)
  expect(await read(escrow, "bounty")).toBe(0n)
  await expect(act("payContributors", [paid])).rejects.toThrow(/NothingEarned/)
})
