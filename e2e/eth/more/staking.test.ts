// SPDX-License-Identifier: Apache-2.0
/**
 * What a holder with MetaMask does: stakes, nominates and earns, joins a pool, proposes, votes and delegates, and does several of
 * these in one transaction.
 */
import { encodeFunctionData, parseEventLogs, toHex, type Hex, type LocalAccount } from "viem"
import { blake2b } from "@noble/hashes/blake2.js"
import { beforeAll, describe, expect, test } from "vitest"
import { alice, bob, carol, dave } from "../lib/keys.js"
import { precompile } from "../lib/precompiles.js"
import { ANVIL, freshChain, OPEN, type Contract } from "../lib/rig.js"

/** Alice of Substrate's development keys: the one validator of `dev`. */
const VALIDATOR = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
const ZERO = "0x0000000000000000000000000000000000000000"
const STAKED = 0
/** `System.remark("hi")` in SCALE. */
const REMARK = "0x0000086869"

// Only our node has these precompiles.
describe.skipIf(ANVIL)("staking and governance", () => {
  const chain = freshChain()
  let batch: Contract, staking: Contract, pools: Contract, referenda: Contract, voting: Contract
  beforeAll(() => {
    batch = precompile(0x801, "Batch")
    staking = precompile(0x805, "Staking")
    pools = precompile(0x806, "NominationPools")
    referenda = precompile(0x807, "Referenda")
    voting = precompile(0x808, "ConvictionVoting")
  })

  /** Calls as a wallet does: simulates, estimates, sends. Gives the events of the precompile. */
  async function act(from: LocalAccount, contract: Contract, name: string, args: unknown[] = []): Promise<any[]> {
    const call = { account: from, address: contract.address, abi: contract.abi, functionName: name, args } as any
    await chain.viem.simulateContract(call)
    const gas = await chain.viem.estimateContractGas(call)
    const receipt = await chain.write(contract, name, args, { from, gas })
    expect(receipt.status, name).toBe("0x1")
    expect(receipt.logs.length, name).toBeGreaterThan(0)
    return parseEventLogs({ abi: contract.abi, logs: receipt.logs }) as any[]
  }
  const reason = (from: LocalAccount, contract: Contract, name: string, args: unknown[] = []) =>
    chain.viem
      .simulateContract({ account: from, address: contract.address, abi: contract.abi, functionName: name, args } as any)
      .then(() => "none", (error) => error.cause?.reason ?? String(error))
  const activeEra = (): Promise<number> => chain.read(staking, "activeEra")
  /** Seals blocks until `count` more eras have begun. */
  async function eras(count: number) {
    for (const target = (await activeEra()) + count; (await activeEra()) < target; ) await chain.mine(5)
  }
  const encoded = (contract: Contract, functionName: string, args: unknown[]): Hex =>
    encodeFunctionData({ abi: contract.abi, functionName, args })

  test("a stake is bonded and nominates in one transaction", async () => {
    const calls = [encoded(staking, "bond", [1_000n * OPEN, STAKED, ZERO]), encoded(staking, "nominate", [[VALIDATOR]])]
    await act(alice, batch, "batchAll", [calls.map(() => staking.address), [], calls, []])
    const [total, active, unlocking] = await chain.read(staking, "ledger", [alice.address])
    expect([total, active, unlocking]).toEqual([1_000n * OPEN, 1_000n * OPEN, []])
    expect(await chain.read(staking, "nominationsOf", [alice.address])).toEqual([[VALIDATOR], expect.any(Number)])
    expect(await chain.read(staking, "isValidator", [VALIDATOR])).toBe(true)
  })

  test("a batch that fails does nothing, with the reason of what failed", async () => {
    const calls = [encoded(staking, "bond", [1_000n * OPEN, STAKED, ZERO]), encoded(staking, "nominate", [[]])]
    const args = [calls.map(() => staking.address), [], calls, []]
    expect(await reason(bob, batch, "batchAll", args)).toBe("EmptyTargets")
    const receipt = await chain.write(batch, "batchAll", args, { from: bob, gas: 3_000_000n })
    expect(receipt.status).toBe("0x0")
    expect(await chain.read(staking, "ledger", [bob.address])).toEqual([0n, 0n, []])
  })

  test("mistakes are refused with the runtime's name for them", async () => {
    expect(await reason(bob, staking, "nominate", [[VALIDATOR]])).toBe("NotController")
    expect(await reason(alice, staking, "bond", [OPEN, STAKED, ZERO])).toBe("AlreadyBonded")
    expect(await reason(bob, pools, "join", [OPEN, 7])).toBe("PoolNotFound")
    expect(await reason(bob, referenda, "submitInline", [2, REMARK, 1])).toBe("UnknownTrack")
    expect(await reason(bob, voting, "voteSplit", [9, OPEN, OPEN])).toBe("NotOngoing")
  })

  test("the stake backs its validator and earns", async () => {
    await eras(2)
    const era = await activeEra()
    const [total, own, nominators] = await chain.read(staking, "exposure", [era, VALIDATOR])
    // Elections count in units of the issuance over 2⁶⁴.
    expect((total - own + OPEN / 2n) / OPEN).toBe(1_000n)
    expect(nominators).toBe(1)
    await eras(1)
    const [paid] = await act(bob, staking, "payoutStakers", [VALIDATOR, era])
    expect(paid).toMatchObject({ eventName: "StakersPaid", args: { validator: VALIDATOR, era } })
    const [, active] = await chain.read(staking, "ledger", [alice.address])
    expect(active).toBeGreaterThan(1_000n * OPEN)
  })

  test("what is unbonded waits for the bonding duration", async () => {
    await act(alice, staking, "chill")
    const [unbonded] = await act(alice, staking, "unbond", [400n * OPEN])
    expect(unbonded).toMatchObject({ eventName: "Unbonded", args: { stash: alice.address, amount: 400n * OPEN } })
    const [, , [chunk]] = await chain.read(staking, "ledger", [alice.address])
    const duration = await chain.read(staking, "bondingDuration")
    expect(chunk).toEqual({ value: 400n * OPEN, era: (await chain.read(staking, "currentEra")) + duration })
    const [early] = await act(alice, staking, "withdrawUnbonded", [0])
    expect(early.args.amount).toBe(0n)
  })

  test("a pool is created and joined", async () => {
    const roles = [carol.address, carol.address, carol.address]
    const events = await act(carol, pools, "create", [500n * OPEN, ...roles])
    expect(events.map(({ eventName }) => eventName)).toEqual(["PoolCreated", "Bonded"])
    const { pool } = events[0].args
    await act(carol, pools, "setMetadata", [pool, "Ours"])
    await act(carol, pools, "nominate", [pool, [VALIDATOR]])
    await act(dave, pools, "join", [20n * OPEN, pool])
    expect(await chain.read(pools, "getPool", [pool])).toMatchObject({ points: 520n * OPEN, members: 2, metadata: "Ours", root: carol.address })
    expect(await chain.read(pools, "memberBalance", [dave.address])).toBe(20n * OPEN)
    await act(dave, pools, "unbond", [dave.address, 5n * OPEN])
    const [, points, unbonding] = await chain.read(pools, "getMember", [dave.address])
    expect([points, unbonding.length]).toEqual([15n * OPEN, 1])
    expect(await reason(dave, pools, "setState", [pool, 2])).toBe("CanNotChangeState")
  })

  test("a holder delegates, another proposes and votes", async () => {
    const economy = (await chain.read(referenda, "tracks")).find(({ name }: { name: string }) => name === "economy")
    const [noted] = await act(bob, referenda, "notePreimage", [REMARK])
    const hash = toHex(blake2b(Buffer.from(REMARK.slice(2), "hex"), { dkLen: 32 }))
    expect(noted).toMatchObject({ eventName: "PreimageNoted", args: { who: bob.address, hash, length: 5 } })
    const [submitted] = await act(bob, referenda, "submit", [economy.id, hash, 5, 1])
    expect(submitted).toMatchObject({ eventName: "Submitted", args: { track: economy.id, submitter: bob.address, proposal: hash } })
    const { index } = submitted.args
    await act(carol, referenda, "placeDecisionDeposit", [index])

    await act(dave, voting, "delegate", [economy.id, bob.address, 2, 1_000n * OPEN])
    const [voted] = await act(bob, voting, "vote", [index, true, 1, 100n * OPEN])
    expect(voted).toMatchObject({ eventName: "Voted", args: { referendum: index, voter: bob.address, aye: true, balance: 100n * OPEN } })
    await act(carol, voting, "voteSplitAbstain", [index, 0n, 50n * OPEN, 10n * OPEN])
    expect(await chain.read(referenda, "tally", [index])).toEqual([2_100n * OPEN, 5n * OPEN, 1_110n * OPEN])
    const [delegating, to, conviction, balance] = await chain.read(voting, "delegationOf", [dave.address, economy.id])
    expect([delegating, to, conviction, balance]).toEqual([true, bob.address, 2, 1_000n * OPEN])
    const [votes, delegated] = await chain.read(voting, "votingOf", [bob.address, economy.id])
    expect(votes).toMatchObject([{ referendum: index, kind: 0, conviction: 1, aye: 100n * OPEN }])
    expect(delegated).toBe(2_000n * OPEN)
    expect(await chain.read(referenda, "getReferendum", [index])).toMatchObject({ status: 0, track: economy.id, decisionDepositor: carol.address })
    await act(carol, voting, "removeVote", [index])
    await act(dave, voting, "undelegate", [economy.id])
    expect(await chain.read(referenda, "tally", [index])).toEqual([100n * OPEN, 0n, 100n * OPEN])
  })

  test("a vote is locked, not lost", async () => {
    const [lock] = await chain.read(voting, "classLocks", [bob.address])
    expect(lock.amount).toBe(100n * OPEN)
    const logs = await chain.rpc("eth_getLogs", { address: voting.address, fromBlock: "0x0" })
    expect(parseEventLogs({ abi: voting.abi, logs }).map(({ eventName }: any) => eventName)).toContain("Voted")
  })
})
