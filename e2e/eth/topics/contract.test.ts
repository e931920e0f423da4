// SPDX-License-Identifier: Apache-2.0
/** Contracts are created where they should be, with the code they returned. */
import { ContractFactory, Wallet } from "ethers"
import { getContractAddress, getCreate2Address, keccak256, pad, size } from "viem"
import { expect, test } from "vitest"
import { artifact } from "../lib/compile.js"
import { alice, bob, HARDHAT } from "../lib/keys.js"
import { freshChain } from "../lib/rig.js"

const chain = freshChain()

test("a creation puts the runtime code at the address of sender and nonce", async () => {
  const nonce = await chain.nonce(alice.address)
  const { address, receipt } = await chain.deploy("Store", [3n])
  expect(address.toLowerCase()).toBe(getContractAddress({ from: alice.address, nonce: BigInt(nonce) }).toLowerCase())
  expect(receipt.to).toBeNull()
  expect(await chain.rpc("eth_getCode", address, "latest")).toBe(artifact("Store").runtime)
  expect(await chain.rpc("eth_getCode", address, "earliest")).toBe("0x")
  expect(await chain.nonce(address)).toBe(1)
})

test("code is there in pending before the block is sealed", async () => {
  const nonce = await chain.nonce(alice.address)
  const address = getContractAddress({ from: alice.address, nonce: BigInt(nonce) })
  await chain.pool({ data: artifact("Chain").bytecode, gas: 2_000_000n })
  expect(await chain.rpc("eth_getCode", address, "pending")).toBe(artifact("Chain").runtime)
  expect(await chain.rpc("eth_getCode", address, "latest")).toBe("0x")
  await chain.mine()
  expect(await chain.rpc("eth_getCode", address, "latest")).toBe(artifact("Chain").runtime)
})

test("CREATE2 puts the child where salt and init code say", async () => {
  const nursery = await chain.deploy("Nursery")
  const salt = pad("0x2a")
  await chain.write(nursery, "bear", [salt], { value: 5n })
  const child = getCreate2Address({ from: nursery.address, salt, bytecode: artifact("Mortal").bytecode })
  expect(await chain.rpc("eth_getCode", child, "latest")).toBe(artifact("Mortal").runtime)
  expect(await chain.balance(child)).toBe(5n)
  const again = await chain.write(nursery, "bear", [salt])
  expect(again.status).toBe("0x0")
})

test("a creation that reverts leaves no code and keeps its value", async () => {
  const { abi, bytecode } = artifact("Fails")
  const data = `${bytecode}${pad("0x1").slice(2)}` as const
  const before = await chain.balance(bob.address)
  const receipt = await chain.send({ from: bob, data, value: 100n })
  expect(receipt.status).toBe("0x0")
  expect(abi.length).toBeGreaterThan(0)
  const at = getContractAddress({ from: bob.address, nonce: 0n })
  expect(await chain.rpc("eth_getCode", at, "latest")).toBe("0x")
  expect(await chain.balance(at)).toBe(0n)
  const fee = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
  expect(await chain.balance(bob.address)).toBe(before - fee)
})

test("code that begins with 0xef is refused (EIP-3541)", async () => {
  // PUSH1 0xef, PUSH1 0, MSTORE8, PUSH1 1, PUSH1 0, RETURN
  const receipt = await chain.send({ data: "0x60ef60005360016000f3" })
  expect(receipt.status).toBe("0x0")
  expect(receipt.gasUsed).toBe("0xf4240")
})

test("code may have 24,576 bytes and not one more (EIP-170)", async () => {
  // PUSH2 size, PUSH1 0, RETURN
  const fits = await chain.send({ data: "0x6160006000f3", gas: 6_000_000n })
  expect(fits.status).toBe("0x1")
  expect(size(await chain.rpc("eth_getCode", fits.contractAddress, "latest"))).toBe(24_576)
  const exceeds = await chain.send({ data: "0x6160016000f3", gas: 6_000_000n })
  expect(exceeds.status).toBe("0x0")
})

test("ethers deploys and calls a contract", async () => {
  const wallet = new Wallet(HARDHAT[2], chain.ethers())
  const { abi, bytecode } = artifact("Store")
  const contract: any = await new ContractFactory(abi as any, bytecode, wallet).deploy(11n)
  await chain.mine()
  await contract.waitForDeployment()
  expect(await contract.value()).toBe(11n)
  const sent = await contract.set(12n)
  await chain.mine()
  expect((await sent.wait()).status).toBe(1)
  expect(await contract.value()).toBe(12n)
})

test("viem deploys and calls a contract", async () => {
  const { abi, bytecode } = artifact("Store")
  const wallet = chain.wallet(bob)
  const hash = await wallet.deployContract({ abi, bytecode, args: [21n] })
  await chain.mine()
  const { contractAddress } = await chain.viem.waitForTransactionReceipt({ hash })
  expect(await chain.viem.readContract({ address: contractAddress!, abi, functionName: "value" })).toBe(21n)
  expect(keccak256((await chain.viem.getCode({ address: contractAddress! }))!)).toBe(keccak256(artifact("Store").runtime))
})
