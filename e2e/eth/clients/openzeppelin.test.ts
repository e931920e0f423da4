// SPDX-License-Identifier: Apache-2.0
/** OpenZeppelin's ERC-20 with permit, ERC-721, an ERC-4337 account and an EIP-7702 account, on the node. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { concat, encodeAbiParameters, encodeDeployData, encodeFunctionData, pad, parseEventLogs, parseSignature, toHex, type Address, type Hex } from "viem"
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts"
import { expect, test } from "vitest"
import { alice, bob, stranger } from "../lib/keys.js"
import { CHAIN_ID, freshChain, OPEN, type Contract } from "../lib/rig.js"
import { contracts } from "../lib/run.js"

const chain = freshChain()
const built = (file: string, name: string) => {
  const { abi, bytecode } = JSON.parse(readFileSync(join(contracts, `out/${file}.sol/${name}.json`), "utf8"))
  return { abi, bytecode: bytecode.object as Hex }
}
async function deploy(file: string, name: string, args: unknown[] = []): Promise<Contract> {
  const { abi, bytecode } = built(file, name)
  const receipt = await chain.send({ data: encodeDeployData({ abi, bytecode, args } as any), gas: 5_000_000n })
  expect(receipt.status).toBe("0x1")
  return { address: receipt.contractAddress, abi, receipt }
}

test("ERC-20: transfer, approve, transferFrom, permit", async () => {
  const token = await deploy("Examples", "ExampleToken", [1000n])
  await chain.write(token, "transfer", [bob.address, 100n])
  await chain.write(token, "approve", [alice.address, 30n], { from: bob })
  expect((await chain.write(token, "transferFrom", [bob.address, stranger(1), 30n])).status).toBe("0x1")
  expect((await chain.write(token, "transferFrom", [bob.address, stranger(1), 1n])).status).toBe("0x0")
  const deadline = 2n ** 40n
  const signature = await bob.signTypedData({
    domain: { name: "Example", version: "1", chainId: CHAIN_ID, verifyingContract: token.address },
    types: { Permit: ["owner", "spender"].map((name) => ({ name, type: "address" })).concat(["value", "nonce", "deadline"].map((name) => ({ name, type: "uint256" }))) },
    primaryType: "Permit",
    message: { owner: bob.address, spender: alice.address, value: 20n, nonce: 0n, deadline },
  })
  const { r, s, v } = parseSignature(signature)
  await chain.write(token, "permit", [bob.address, alice.address, 20n, deadline, Number(v), r, s])
  expect(await chain.read(token, "allowance", [bob.address, alice.address])).toBe(20n)
  expect(await chain.read(token, "balanceOf", [stranger(1)])).toBe(30n)
})

test("ERC-721: mint, approve, transfer, refuse", async () => {
  const nft = await deploy("Examples", "ExampleNft")
  const receipt = await chain.write(nft, "mint", [alice.address])
  const [{ args }] = parseEventLogs({ abi: nft.abi, logs: receipt.logs }) as any[]
  expect(args).toMatchObject({ to: alice.address, tokenId: 0n })
  await chain.write(nft, "approve", [bob.address, 0n])
  await chain.write(nft, "safeTransferFrom", [alice.address, stranger(2), 0n], { from: bob })
  expect((await chain.read(nft, "ownerOf", [0n])).toLowerCase()).toBe(stranger(2))
  expect((await chain.write(nft, "transferFrom", [stranger(2), bob.address, 0n], { from: bob })).status).toBe("0x0")
  expect((await chain.write(nft, "mint", [nft.address])).status).toBe("0x0")
})

const BATCH = pad("0x01", { dir: "right" })
const batch = (calls: [Address, bigint, Hex][]) =>
  encodeAbiParameters([{ type: "tuple[]", components: [{ type: "address" }, { type: "uint256" }, { type: "bytes" }] }], [calls] as any)

/** Signs an operation and has it bundled by Alice. */
async function operate(entryPoint: Contract, account: { address: Address; abi: any }, key: ReturnType<typeof privateKeyToAccount>, calls: [Address, bigint, Hex][]) {
  const op = {
    sender: account.address,
    nonce: await chain.read(entryPoint, "getNonce", [account.address, 0n]),
    initCode: "0x" as Hex,
    callData: encodeFunctionData({ abi: account.abi, functionName: "execute", args: [BATCH, batch(calls)] }),
    accountGasLimits: concat([pad(toHex(300_000n), { size: 16 }), pad(toHex(300_000n), { size: 16 })]),
    preVerificationGas: 60_000n,
    gasFees: concat([pad(toHex(10n ** 9n), { size: 16 }), pad(toHex(10n ** 9n), { size: 16 })]),
    paymasterAndData: "0x" as Hex,
    signature: "0x" as Hex,
  }
  const hash = await chain.read(entryPoint, "getUserOpHash", [op])
  const signed = { ...op, signature: await key.sign({ hash }) }
  return chain.write(entryPoint, "handleOps", [[signed], alice.address], { gas: 2_000_000n })
}

test("an ERC-4337 account runs a batch that its key signed and pays for it", async () => {
  const key = privateKeyToAccount(generatePrivateKey())
  const entryPoint = await deploy("MinimalEntryPoint", "MinimalEntryPoint")
  const account = await deploy("SmartAccount", "SmartAccount", [entryPoint.address, key.address])
  await chain.send({ to: account.address, value: OPEN })
  const receipt = await operate(entryPoint, account, key, [[stranger(3), 5n, "0x"], [stranger(4), 6n, "0x"]])
  expect(receipt.status).toBe("0x1")
  const events = parseEventLogs({ abi: entryPoint.abi, logs: receipt.logs }) as any[]
  expect(events[0].args).toMatchObject({ sender: account.address === account.address.toLowerCase() ? expect.any(String) : account.address, success: true })
  expect([await chain.balance(stranger(3)), await chain.balance(stranger(4))]).toEqual([5n, 6n])
  expect(await chain.balance(account.address)).toBeLessThan(OPEN - 11n)
  const forged = await operate(entryPoint, account, privateKeyToAccount(generatePrivateKey()), [[stranger(3), 5n, "0x"]])
  expect(forged.status).toBe("0x0")
  expect(await chain.balance(stranger(3))).toBe(5n)
})

test("an EIP-7702 account is its key's address, and takes operations from the entry point", async () => {
  const key = privateKeyToAccount(generatePrivateKey())
  const entryPoint = await deploy("MinimalEntryPoint", "MinimalEntryPoint")
  const code = await deploy("SmartAccount", "DelegatedAccount", [entryPoint.address])
  await chain.send({ to: key.address, value: OPEN })
  const authorization = await key.signAuthorization({ chainId: CHAIN_ID, address: code.address, nonce: 0 })
  // Alice pays for the delegation and the first operation: the key has sent nothing yet.
  await chain.send({ to: key.address, authorizationList: [authorization], gas: 200_000n })
  const receipt = await operate(entryPoint, { address: key.address, abi: code.abi }, key, [[stranger(5), 7n, "0x"], [stranger(6), 8n, "0x"]])
  expect(receipt.status).toBe("0x1")
  expect([await chain.balance(stranger(5)), await chain.balance(stranger(6))]).toEqual([7n, 8n])
  const own = encodeFunctionData({ abi: code.abi, functionName: "execute", args: [BATCH, batch([[stranger(5), 1n, "0x"]])] })
  expect((await chain.send({ from: key as any, to: key.address, data: own })).status).toBe("0x1")
  expect((await chain.send({ from: bob, to: key.address, data: own })).status).toBe("0x0")
  expect(await chain.balance(stranger(5))).toBe(8n)
})
