// SPDX-License-Identifier: Apache-2.0
/** Types 0, 1, 2 and 4: sent, found again with their own fields, by viem and by ethers. */
import { Wallet } from "ethers"
import { recoverTransactionAddress, serializeTransaction } from "viem"
import { expect, test } from "vitest"
import { alice, HARDHAT, stranger } from "../lib/keys.js"
import { ANVIL, CHAIN_ID, freshChain } from "../lib/rig.js"

const chain = freshChain()
const accessList = [{ address: stranger(9), storageKeys: [`0x${"00".repeat(32)}`] as `0x${string}`[] }]
const get = (hash: string) => chain.rpc("eth_getTransactionByHash", hash)
const PRICE = 10n ** 12n

test("legacy with EIP-155", async () => {
  const { transactionHash, type } = await chain.send({ to: stranger(1), value: 1n, gasPrice: PRICE })
  const tx = await get(transactionHash)
  expect(type).toBe("0x0")
  expect(tx).toMatchObject({ type: "0x0", gasPrice: "0xe8d4a51000", chainId: "0x2a" })
  expect([0x77n, 0x78n]).toContain(BigInt(tx.v))
  expect(tx.maxFeePerGas).toBeUndefined()
})

test("EIP-2930", async () => {
  const { transactionHash, type } = await chain.send({ to: stranger(1), value: 1n, gasPrice: PRICE, accessList })
  const tx = await get(transactionHash)
  expect(type).toBe("0x1")
  expect(tx).toMatchObject({ type: "0x1", gasPrice: "0xe8d4a51000", accessList })
  expect([0n, 1n]).toContain(BigInt(tx.yParity ?? tx.v))
})

test("EIP-1559", async () => {
  const { transactionHash, type } = await chain.send({ to: stranger(1), value: 1n, maxFeePerGas: PRICE, maxPriorityFeePerGas: 7n, accessList })
  const tx = await get(transactionHash)
  const { baseFeePerGas } = await chain.block()
  expect(type).toBe("0x2")
  expect(tx).toMatchObject({ type: "0x2", maxFeePerGas: "0xe8d4a51000", maxPriorityFeePerGas: "0x7", accessList })
  expect(BigInt(tx.gasPrice)).toBe(BigInt(baseFeePerGas) + 7n)
})

test("EIP-7702", async () => {
  const authorization = await alice.signAuthorization({ chainId: CHAIN_ID, address: stranger(5), nonce: 99 })
  const { transactionHash, type } = await chain.send({ to: stranger(1), authorizationList: [authorization] })
  expect(type).toBe("0x4")
  expect((await get(transactionHash)).authorizationList).toHaveLength(1)
})

test("what is found again has the sender's signature", async () => {
  for (const extra of [{ gasPrice: PRICE }, { gasPrice: PRICE, accessList }, {}]) {
    const { transactionHash } = await chain.send({ to: stranger(1), value: 1n, ...extra })
    const tx = await chain.viem.getTransaction({ hash: transactionHash })
    const { r, s, v, yParity } = tx
    const bare: any = {
      chainId: CHAIN_ID, to: tx.to, value: tx.value, nonce: tx.nonce, gas: tx.gas, data: tx.input, type: tx.type, accessList: tx.accessList,
      ...(tx.type === "eip1559" ? { maxFeePerGas: tx.maxFeePerGas, maxPriorityFeePerGas: tx.maxPriorityFeePerGas } : { gasPrice: tx.gasPrice }),
    }
    const serializedTransaction = serializeTransaction(bare, { r, s, v, yParity } as any) as any
    expect(await recoverTransactionAddress({ serializedTransaction })).toBe(alice.address)
  }
})

test("ethers sends every type", async () => {
  const wallet = new Wallet(HARDHAT[1], chain.ethers())
  for (const [type, fees] of [[0, { gasPrice: PRICE }], [1, { gasPrice: PRICE }], [2, {}]] as const) {
    const sent = await wallet.sendTransaction({ to: stranger(2), value: 1n, type, ...fees })
    await chain.mine()
    const receipt = await sent.wait()
    expect([receipt!.status, receipt!.type]).toEqual([1, type])
  }
})

test("an unprotected legacy transaction is refused", async () => {
  const raw = await alice.signTransaction({ to: stranger(1), gas: 21_000n, gasPrice: PRICE, nonce: await chain.nonce(alice.address) })
  if (ANVIL) return expect(raw).toMatch(/^0x/)
  await expect(chain.rpc("eth_sendRawTransaction", raw)).rejects.toThrow(/replay-protected|EIP-155/i)
})
