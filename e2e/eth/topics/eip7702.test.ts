// SPDX-License-Identifier: Apache-2.0
/** EIP-7702: an account of a key delegates to code, batches, and takes the delegation back. */
import { encodeFunctionData } from "viem"
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts"
import { beforeAll, expect, test } from "vitest"
import { alice, bob, carol, dave, erin, stranger } from "../lib/keys.js"
import { ANVIL, CHAIN_ID, freshChain, OPEN, ZERO, type Contract } from "../lib/rig.js"

const chain = freshChain()
let code: Contract
beforeAll(async () => {
  code = await chain.deploy("Wallet7702")
})
const designator = (address: string) => `0xef0100${address.slice(2).toLowerCase()}`
const getCode = (address: string) => chain.rpc("eth_getCode", address, "latest")
const execute = (calls: { to: string; value: bigint; data: string }[]) =>
  encodeFunctionData({ abi: code.abi, functionName: "execute", args: [calls] })

test("an authorization sets the delegation and counts the authority's nonce", async () => {
  const nonce = await chain.nonce(bob.address)
  const authorization = await bob.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce })
  const receipt = await chain.send({ to: bob.address, authorizationList: [authorization] })
  expect(receipt).toMatchObject({ status: "0x1", type: "0x4" })
  expect(await getCode(bob.address)).toBe(designator(code.address))
  expect(await chain.nonce(bob.address)).toBe(nonce + 1)
})

test("the transaction shows its authorizations", async () => {
  const nonce = await chain.nonce(dave.address)
  const authorization = await dave.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce })
  const { transactionHash } = await chain.send({ to: ZERO, authorizationList: [authorization] })
  const tx = await chain.rpc("eth_getTransactionByHash", transactionHash)
  expect(tx.type).toBe("0x4")
  expect(tx.authorizationList).toHaveLength(1)
  expect(tx.authorizationList[0]).toMatchObject({ chainId: "0x2a", nonce: `0x${nonce.toString(16)}`, r: expect.any(String), s: expect.any(String) })
  expect(tx.authorizationList[0].address.toLowerCase()).toBe(code.address.toLowerCase())
})

test("the account now runs a batch of its own", async () => {
  const [first, second] = [stranger(1), stranger(2)]
  const data = execute([{ to: first, value: 3n, data: "0x" }, { to: second, value: 4n, data: "0x" }])
  const receipt = await chain.send({ from: bob, to: bob.address, data })
  expect(receipt.status).toBe("0x1")
  expect([await chain.balance(first), await chain.balance(second)]).toEqual([3n, 4n])
  expect(receipt.logs).toHaveLength(1)
  expect(receipt.logs[0].address.toLowerCase()).toBe(bob.address.toLowerCase())
  expect(await chain.rpc("eth_getStorageAt", bob.address, "0x0", "latest")).toMatch(/1$/)
  expect(await chain.rpc("eth_getStorageAt", code.address, "0x0", "latest")).toMatch(/0$/)
})

test("nobody else may use it", async () => {
  const receipt = await chain.send({ from: alice, to: bob.address, data: execute([]) })
  expect(receipt.status).toBe("0x0")
})

test("one who signs for himself uses the nonce after his transaction's", async () => {
  const nonce = await chain.nonce(erin.address)
  const authorization = await erin.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce: nonce + 1 })
  await chain.send({ from: erin, nonce, to: erin.address, authorizationList: [authorization] })
  expect(await getCode(erin.address)).toBe(designator(code.address))
  expect(await chain.nonce(erin.address)).toBe(nonce + 2)
})

test("an authorization for any chain (0) holds", async () => {
  const fresh = privateKeyToAccount(generatePrivateKey())
  const authorization = await fresh.signAuthorization({ chainId: 0, address: code.address, nonce: 0 })
  await chain.send({ to: ZERO, authorizationList: [authorization] })
  expect(await getCode(fresh.address)).toBe(designator(code.address))
})

test("authorizations for other chains or nonces are skipped; the transaction goes through", async () => {
  const wrongChain = await carol.signAuthorization({ chainId: 1, address: code.address, nonce: 0 })
  const wrongNonce = await carol.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce: 5 })
  const receipt = await chain.send({ to: ZERO, value: 1n, authorizationList: [wrongChain, wrongNonce] })
  expect(receipt.status).toBe("0x1")
  expect(await getCode(carol.address)).toBe("0x")
  expect(await chain.nonce(carol.address)).toBe(0)
})

test("of several for one account the last valid one counts", async () => {
  const nonce = await chain.nonce(carol.address)
  const list = [
    await carol.signAuthorization({ chainId: CHAIN_ID, address: stranger(7), nonce }),
    await carol.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce: nonce + 1 }),
  ]
  await chain.send({ to: ZERO, authorizationList: list })
  expect(await getCode(carol.address)).toBe(designator(code.address))
})

test("a delegation to the zero address takes it back", async () => {
  const nonce = await chain.nonce(bob.address)
  const authorization = await bob.signAuthorization({ chainId: CHAIN_ID, address: ZERO, nonce })
  await chain.send({ to: ZERO, authorizationList: [authorization] })
  expect(await getCode(bob.address)).toBe("0x")
})

test("a delegated account still sends transactions (EIP-3607 lets it)", async () => {
  const before = await chain.balance(stranger(3))
  const receipt = await chain.send({ from: carol, to: stranger(3), value: OPEN })
  expect(receipt.status).toBe("0x1")
  expect(await chain.balance(stranger(3))).toBe(before + OPEN)
})

// anvil keeps such a transaction in its pool for ever.
test.skipIf(ANVIL)("an empty list is refused", async () => {
  const tx = { to: ZERO, authorizationList: [], type: "eip7702" } as any
  await expect(chain.pool(tx)).rejects.toThrow(/authorization/i)
})

test.skipIf(ANVIL)("a creation with authorizations is refused", async () => {
  const authorization = await bob.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce: 9 })
  await expect(chain.pool({ to: null, data: "0x00", authorizationList: [authorization] })).rejects.toThrow()
})

test("estimates count the authorizations", async () => {
  const nonce = await chain.nonce(bob.address)
  const authorization = await bob.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce })
  const gas = await chain.viem.estimateGas({ account: alice, to: ZERO, authorizationList: [authorization] })
  expect(gas).toBeGreaterThanOrEqual(46_000n)
  const receipt = await chain.send({ to: ZERO, authorizationList: [authorization], gas })
  expect(receipt.status).toBe("0x1")
})
