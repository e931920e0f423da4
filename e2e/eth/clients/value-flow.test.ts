// SPDX-License-Identifier: Apache-2.0
/**
 * The value flow from Solidity: the precompiles carry a Datanet to a published model, then the example
 * contracts buy an inference, own a Datanet, and take an agent's markup.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { blake2b } from "@noble/hashes/blake2.js"
import { encodeDeployData, encodeFunctionData, parseEventLogs, toHex, type Address, type Hex, type LocalAccount } from "viem"
import { beforeAll, describe, expect, test } from "vitest"
import { alice, bob, carol, dave, erin, stranger } from "../lib/keys.js"
import { ANVIL, freshChain, OPEN, type Contract } from "../lib/rig.js"
import { contracts } from "../lib/run.js"
import { trainingManifest } from "../lib/scale.js"

const hash = (text: string): Hex => toHex(blake2b(new TextEncoder().encode(text), { dkLen: 32 }))
const NONE = 2 ** 32 - 1
const URL = "http://127.0.0.1:8080"

// Only our node has these precompiles.
describe.skipIf(ANVIL)("the value flow", () => {
  const chain = freshChain()
  const built = (file: string, name: string) => JSON.parse(readFileSync(join(contracts, `out/${file}.sol/${name}.json`), "utf8"))
  const precompile = (n: number, file: string, name = `I${file}`): Contract => ({
    address: `0x${n.toString(16).padStart(40, "0")}`, abi: built(file, name).abi, receipt: null,
  })
  let datanets: Contract, models: Contract, agents: Contract, workers: Contract, inference: Contract, mapping: Contract, identities: Contract, tokens: Contract
  beforeAll(() => {
    datanets = precompile(0x810, "Datanets")
    models = precompile(0x811, "Models")
    agents = precompile(0x812, "Agents")
    workers = precompile(0x813, "Workers")
    inference = precompile(0x814, "Inference")
    mapping = precompile(0x803, "AddressMapping")
    tokens = precompile(0x822, "Assets")
    identities = precompile(0x823, "IdentityRegistry")
  })

  async function deploy(name: string, args: unknown[], from: LocalAccount): Promise<Contract> {
    const { abi, bytecode } = built(name, name)
    const receipt = await chain.send({ from, data: encodeDeployData({ abi, bytecode: bytecode.object, args } as any), gas: 5_000_000n })
    expect(receipt.status).toBe("0x1")
    return { address: receipt.contractAddress, abi, receipt }
  }
  /** Calls a precompile or contract; it must succeed. Gives the events of its own that it emitted. */
  async function act(from: LocalAccount, contract: Contract, name: string, args: unknown[], value = 0n): Promise<any[]> {
    const call = { account: from, address: contract.address, abi: contract.abi, functionName: name, args, value } as any
    await chain.viem.simulateContract(call)
    const receipt = await chain.write(contract, name, args, { from, value, gas: 5_000_000n })
    expect(receipt.status, name).toBe("0x1")
    return parseEventLogs({ abi: contract.abi, logs: receipt.logs }) as any[]
  }
  const names = (events: any[]) => events.map(({ eventName }) => eventName)

  const content = hash("content")
  const config = { rank: 4, alpha: 8, epochs: 1, batch: 2, learningRate: 1000, maxTokens: 64, checkpointEvery: 10, seed: 7n }

  test("a Datanet is created, curated and sealed", async () => {
    const [created] = await act(alice, datanets, "create", ["Notes", "CC0-1.0", 1, 0n, 500_000])
    expect(created).toMatchObject({ eventName: "DatanetCreated", args: { datanet: 0, owner: alice.address } })
    expect(names(await act(carol, datanets, "stakeCurator", [0, 20n * OPEN]))).toEqual(["CuratorStaked"])
    const commitment = await chain.read(datanets, "commitmentOf", [content, hash("salt"), bob.address, 0])
    await act(bob, datanets, "commit", [0, commitment])
    // A call sees the number of the block that it is asked at: one more, so that the reveal is not too early.
    await chain.mine()
    const manifest = {
      contentHash: content, format: 0, size: 25, rows: { hash: hash("rows"), count: 3 }, location: `${URL}/rows.jsonl`,
      bands: Array.from({ length: 16 }, (_, i) => BigInt(i + 1)), signatureRoot: hash("signature"),
    }
    const [revealed] = await act(bob, datanets, "reveal", [0, hash("salt"), manifest])
    expect(revealed.args).toMatchObject({ contribution: 0, contributor: bob.address, contentHash: content })
    await act(carol, datanets, "vote", [0, true])
    const [concluded] = await act(alice, datanets, "conclude", [0])
    expect(concluded.args).toMatchObject({ contribution: 0, accepted: true })
    await act(alice, datanets, "startSeal", [0])
    const [stepped] = await act(alice, datanets, "stepSeal", [0, 64])
    expect(stepped.args.done).toBe(true)
    expect(await chain.read(datanets, "getDatanet", [0])).toMatchObject({ owner: alice.address, versions: 1, sealedRows: 3n })
    expect(await chain.read(datanets, "getContribution", [0])).toMatchObject({ contributor: bob.address, sealedIn: 1 })
  })

  test("a worker registers, a model is trained and published", async () => {
    const key = await chain.read(mapping, "accountOf", [dave.address])
    expect(key).toBe(`${dave.address.toLowerCase()}${"ee".repeat(12)}`)
    await act(dave, workers, "register", [key, [URL], 200n * OPEN])
    await act(alice, models, "registerBase", [hash("base"), "base", `${URL}/base`])
    const [created] = await act(alice, models, "createModel", ["Scribe", hash("base"), []])
    expect(created.args).toMatchObject({ model: 0, owner: alice.address })
    await act(alice, models, "requestTraining", [0, [{ datanet: 0, version: 1 }], config, 0, 5n * OPEN])
    await act(dave, models, "acceptJob", [0])
    // The decoys are drawn a seed window later; until then no manifest is taken.
    await chain.mine(12)
    const [root] = await chain.read(datanets, "getVersion", [0, 1])
    const manifest = trainingManifest({ job: 0, model: 0, base: hash("base"), datanet: 0, version: 1, data: root, config, adapter: hash("adapter"), location: URL })
    await act(dave, models, "submitManifest", [0, manifest])
    const before = await chain.balance(dave.address)
    const [published] = await act(alice, models, "publishVersion", [0, OPEN / 1000n, OPEN / 100n])
    expect(published).toMatchObject({ eventName: "VersionPublished", args: { version: 0, model: 0, job: 0 } })
    expect(await chain.balance(dave.address)).toBe(before + 5n * OPEN)
    expect(await chain.read(models, "getVersion", [0])).toMatchObject({ owner: alice.address, live: true, rateIn: OPEN / 1000n })
  })

  test("an escrow buys an inference from the model's worker, and gives back what is left", async () => {
    const escrow = await deploy("InferenceEscrow", [erin.address], erin)
    await chain.send({ from: erin, to: escrow.address, value: 20n * OPEN })
    const expires = (await chain.height()) + 6
    const events = await act(erin, escrow, "buy", [0, 0, 10n * OPEN, OPEN, expires, 2n * OPEN])
    expect(names(events)).toEqual(["Bought"])
    const session = await chain.read(inference, "getSession", [0n])
    expect(session).toMatchObject({ payer: escrow.address === escrow.address.toLowerCase() ? expect.anything() : escrow.address, worker: 0, deposit: 10n * OPEN, held: 10n * OPEN, maxPerCall: OPEN, expiresAt: expires })
    expect(session.voucherKey).toBe(`${erin.address.toLowerCase()}${"ee".repeat(12)}`)
    expect(session.assets).toEqual([{ modelVersion: 0, agent: NONE, app: NONE }])
    const free = await chain.balance(escrow.address)
    expect(free).toBeLessThan(10n * OPEN)
    expect(free).toBeGreaterThan(9n * OPEN)
    await act(erin, escrow, "topUp", [OPEN])
    expect((await chain.read(inference, "getSession", [0n])).deposit).toBe(11n * OPEN)
    await act(erin, escrow, "close", [])
    const early = await chain.write(escrow, "finish", [], { from: erin })
    expect(early.status).toBe("0x0")
    const at = await chain.read(inference, "releasableAt", [0n])
    await chain.mine(Math.max(0, at - (await chain.height())))
    const before = await chain.balance(erin.address)
    const receipt = await chain.write(escrow, "finish", [], { from: erin })
    expect(receipt.status).toBe("0x1")
    const fee = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
    expect(await chain.balance(erin.address)).toBe(before + 20n * OPEN - fee)
    expect(await chain.balance(escrow.address)).toBe(0n)
    await expect(chain.read(inference, "getSession", [0n])).rejects.toThrow(/UnknownSession/)
  })

  test("what the runtime refuses reverts by name and leaves the escrow's money alone", async () => {
    const escrow = await deploy("InferenceEscrow", [erin.address], erin)
    await chain.send({ from: erin, to: escrow.address, value: 5n * OPEN })
    const data = encodeFunctionData({ abi: escrow.abi, functionName: "buy", args: [99, 0, OPEN, OPEN, 100_000, 0n] })
    const call = { from: erin.address, to: escrow.address, data }
    await expect(chain.rpc("eth_call", call, "latest")).rejects.toMatchObject({ code: 3, message: expect.stringMatching(/WorkerUnavailable|UnknownWorker/) })
    expect((await chain.send({ from: erin, to: escrow.address, data })).status).toBe("0x0")
    expect(await chain.balance(escrow.address)).toBe(5n * OPEN)
    expect(await chain.read(escrow, "stage")).toBe(0)
  })

  test("contributors cannot be paid before anything was earned", async () => {
    const escrow = await deploy("InferenceEscrow", [erin.address], erin)
    await act(erin, escrow, "buy", [0, 0, OPEN, OPEN, (await chain.height()) + 100, OPEN], 5n * OPEN)
    const call = { account: erin, address: escrow.address, abi: escrow.abi, functionName: "payContributors" } as any
    await expect(chain.viem.simulateContract({ ...call, args: [[0]] })).rejects.toThrow(/NothingEarned/)
    await expect(chain.viem.simulateContract({ ...call, args: [[5]] })).rejects.toThrow(/UnknownContribution/)
  })

  test("a DAO owns, funds and curates a Datanet", async () => {
    const dao = await deploy("DatanetDao", [3, 500_000], alice)
    await act(alice, dao, "join", [], 60n * OPEN)
    await act(bob, dao, "join", [], 40n * OPEN)
    const adopt = async (target: Address, data: Hex) => {
      const [proposed] = await act(alice, dao, "propose", [target, 0n, data])
      const id = proposed.args.proposal
      await chain.mine()
      await act(alice, dao, "vote", [id, true])
      await chain.mine(3)
      return act(erin, dao, "execute", [id])
    }
    const call = (name: string, args: unknown[]) => encodeFunctionData({ abi: datanets.abi, functionName: name, args })
    await adopt(datanets.address, call("create", ["Commons", "CC0-1.0", 1, 0n, 500_000]))
    const found = await chain.read(datanets, "getDatanet", [1])
    expect(found.owner.toLowerCase()).toBe(dao.address.toLowerCase())
    await adopt(datanets.address, call("stakeCurator", [1, 25n * OPEN]))
    expect((await chain.read(datanets, "getCurator", [1, dao.address]))[0]).toBe(25n * OPEN)
    expect(await chain.balance(dao.address)).toBeLessThanOrEqual(75n * OPEN)
    expect(await chain.balance(dao.address)).toBeGreaterThan(70n * OPEN)
    const [left] = await act(bob, dao, "redeem", [40n * OPEN]).then((events) => events.filter(({ eventName }) => eventName === "Left"))
    expect(left.args.amount).toBeLessThanOrEqual(30n * OPEN)
  })

  test("a splitter is an agent's beneficiary, seen as ERC-721 and ERC-8004", async () => {
    const splitter = await deploy("RoyaltySplitter", [[alice.address, bob.address], [70n, 30n]], alice)
    await act(alice, agents, "register", [0, "Reader", `${URL}/card.json`, 50_000, [0]])
    await act(alice, agents, "setBeneficiary", [0, splitter.address])
    expect((await chain.read(identities, "getAgentWallet", [0n])).toLowerCase()).toBe(splitter.address.toLowerCase())
    expect(await chain.read(tokens, "ownerOf", [0n])).toBe(alice.address)
    expect(await chain.read(tokens, "tokenURI", [0n])).toBe(`${URL}/card.json`)
    await expect(chain.read(tokens, "ownerOf", [9n])).rejects.toThrow(/NotFound/)
    await chain.send({ from: carol, to: splitter.address, value: 10n * OPEN })
    const before = await chain.balance(bob.address)
    const [released] = await act(erin, splitter, "release", [bob.address])
    expect(released.args.amount).toBe(3n * OPEN)
    expect(await chain.balance(bob.address)).toBe(before + 3n * OPEN)
  })

  test("an outer revert undoes what a precompile did", async () => {
    const count = await chain.read(datanets, "datanetCount")
    const { artifact } = await import("../lib/compile.js")
    const { abi, bytecode } = artifact("Undo")
    const receipt = await chain.send({ data: encodeDeployData({ abi, bytecode } as any), value: 50n * OPEN, gas: 3_000_000n })
    const undo: Contract = { address: receipt.contractAddress, abi, receipt }
    const inner = encodeFunctionData({ abi: datanets.abi, functionName: "create", args: ["Gone", "CC0-1.0", 1, 0n, 500_000] })
    const open = `0x${(0x800).toString(16).padStart(40, "0")}` as Address
    const tokenAbi = artifact("Token").abi
    const move = encodeFunctionData({ abi: tokenAbi, functionName: "transfer", args: [stranger(8), 7n * OPEN] } as any)
    for (const [to, data] of [[datanets.address, inner], [open, move]] as const) {
      const undone = await chain.write(undo, "tryThenRevert", [to, data], { gas: 3_000_000n })
      expect(undone.status).toBe("0x1")
      const [event] = parseEventLogs({ abi, logs: undone.logs }) as any[]
      expect(event.args.reached).toBe(true)
      expect(undone.logs).toHaveLength(1)
    }
    expect(await chain.read(datanets, "datanetCount")).toBe(count)
    expect(await chain.balance(stranger(8))).toBe(0n)
    expect(await chain.balance(undo.address)).toBe(50n * OPEN)
    // The same without the revert stays.
    await chain.write(undo, "keep", [open, move], { gas: 3_000_000n })
    expect(await chain.balance(stranger(8))).toBe(7n * OPEN)
    expect(await chain.balance(undo.address)).toBe(43n * OPEN)
  })
})
