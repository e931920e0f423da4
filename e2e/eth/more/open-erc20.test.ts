// SPDX-License-Identifier: Apache-2.0
/** OPEN as an ERC-20 at 0x800: one balance with eth_getBalance, allowances, permits, logs, reverts by name. */
import { keccak256, numberToHex, pad, parseAbi, parseEventLogs, parseSignature, toHex, zeroAddress } from "viem"
import { describe, expect, test } from "vitest"
import { alice, bob, carol, stranger } from "../lib/keys.js"
import { ANVIL, CHAIN_ID, freshChain, OPEN, type Contract } from "../lib/rig.js"

const abi = parseAbi([
  "event Transfer(address indexed from, address indexed to, uint256 value)",
  "event Approval(address indexed owner, address indexed spender, uint256 value)",
  "function name() view returns (string)",
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
  "function totalSupply() view returns (uint256)",
  "function balanceOf(address) view returns (uint256)",
  "function allowance(address, address) view returns (uint256)",
  "function nonces(address) view returns (uint256)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function transfer(address, uint256) returns (bool)",
  "function approve(address, uint256) returns (bool)",
  "function transferFrom(address, address, uint256) returns (bool)",
  "function permit(address, address, uint256, uint256, uint8, bytes32, bytes32)",
])
const open: Contract = { address: "0x0000000000000000000000000000000000000800", abi, receipt: null }
const mapping: Contract = {
  address: "0x0000000000000000000000000000000000000803",
  abi: parseAbi([
    "function accountOf(address) view returns (bytes32)",
    "function addressOf(bytes32) view returns (address)",
    "function isMapped(address) view returns (bool)",
  ]),
  receipt: null,
}

// Only our node has these precompiles.
describe.skipIf(ANVIL)("OPEN", () => {
  const chain = freshChain()
  const refusal = (from: typeof alice, name: string, args: unknown[]) =>
    chain.rpc("eth_call", { from: from.address, to: open.address, data: chain.data(open, name, args) }, "latest").catch((error) => error)

  test("says what it is", async () => {
    expect(await chain.read(open, "name")).toBe("OPEN")
    expect(await chain.read(open, "symbol")).toBe("OPEN")
    expect(await chain.read(open, "decimals")).toBe(18)
    const supply = await chain.read(open, "totalSupply")
    expect(supply).toBeLessThan(1_000_000_001n * OPEN)
    expect(supply).toBeGreaterThan(999_999_999n * OPEN)
  })

  test("a transfer of tokens is a transfer of value, with a log", async () => {
    const before = await chain.balance(alice.address)
    const receipt = await chain.write(open, "transfer", [stranger(1), 5n * OPEN])
    const fee = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
    expect(await chain.balance(stranger(1))).toBe(5n * OPEN)
    expect(await chain.read(open, "balanceOf", [stranger(1)])).toBe(5n * OPEN)
    expect(await chain.balance(alice.address)).toBe(before - 5n * OPEN - fee)
    const [event] = parseEventLogs({ abi, logs: receipt.logs })
    expect(event).toMatchObject({ eventName: "Transfer", args: { from: alice.address, value: 5n * OPEN } })
    const found = await chain.rpc("eth_getLogs", { address: open.address, topics: [keccak256(toHex("Transfer(address,address,uint256)")), null, pad(stranger(1))] })
    expect(found).toEqual(receipt.logs)
  })

  test("allowances", async () => {
    await chain.write(open, "approve", [bob.address, 3n * OPEN])
    expect(await chain.read(open, "allowance", [alice.address, bob.address])).toBe(3n * OPEN)
    const moved = await chain.write(open, "transferFrom", [alice.address, stranger(2), 2n * OPEN], { from: bob })
    expect(moved.status).toBe("0x1")
    expect(await chain.balance(stranger(2))).toBe(2n * OPEN)
    expect(await chain.read(open, "allowance", [alice.address, bob.address])).toBe(OPEN)
    expect((await chain.write(open, "transferFrom", [alice.address, stranger(2), 2n * OPEN], { from: bob })).status).toBe("0x0")
    expect((await refusal(bob, "transferFrom", [alice.address, stranger(2), 2n * OPEN])).message).toMatch(/InsufficientAllowance/)
    await chain.write(open, "approve", [bob.address, 2n ** 256n - 1n])
    await chain.write(open, "transferFrom", [alice.address, stranger(2), OPEN], { from: bob })
    expect(await chain.read(open, "allowance", [alice.address, bob.address])).toBe(2n ** 256n - 1n)
  })

  const permit = async (value: bigint, nonce: bigint, deadline: bigint, signer = alice) => {
    const fields = [["owner", "address"], ["spender", "address"], ["value", "uint256"], ["nonce", "uint256"], ["deadline", "uint256"]]
    const signature = await signer.signTypedData({
      domain: { name: "OPEN", version: "1", chainId: CHAIN_ID, verifyingContract: open.address },
      types: { Permit: fields.map(([name, type]) => ({ name, type })) },
      primaryType: "Permit",
      message: { owner: alice.address, spender: carol.address, value, nonce, deadline },
    })
    const { r, s, yParity } = parseSignature(signature)
    return [alice.address, carol.address, value, deadline, 27 + yParity, r, s]
  }

  test("a permit sets an allowance by signature, once", async () => {
    const args = await permit(7n * OPEN, 0n, 2n ** 40n)
    const receipt = await chain.write(open, "permit", args, { from: bob })
    expect(receipt.status).toBe("0x1")
    expect(await chain.read(open, "allowance", [alice.address, carol.address])).toBe(7n * OPEN)
    expect(await chain.read(open, "nonces", [alice.address])).toBe(1n)
    expect((await refusal(bob, "permit", args)).message).toMatch(/InvalidSignature/)
  })

  test("bad permits are refused by name", async () => {
    expect((await refusal(bob, "permit", await permit(1n, 1n, 1n))).message).toMatch(/PermitExpired/)
    expect((await refusal(bob, "permit", await permit(1n, 1n, 2n ** 40n, bob))).message).toMatch(/InvalidSignature/)
    expect((await refusal(bob, "permit", await permit(1n, 9n, 2n ** 40n))).message).toMatch(/InvalidSignature/)
  })

  test("bad transfers are refused by name and change nothing", async () => {
    const before = await chain.balance(bob.address)
    expect((await refusal(bob, "transfer", [zeroAddress, 1n])).message).toMatch(/ZeroAddress/)
    expect((await refusal(bob, "transfer", [stranger(3), before + OPEN])).message).toMatch(/FundsUnavailable/)
    expect((await refusal(bob, "transfer", [stranger(3), 2n ** 200n])).message).toMatch(/FundsUnavailable|AmountTooLarge/)
    const unknown = { from: bob.address, to: open.address, data: "0x12345678" }
    expect((await chain.rpc("eth_call", unknown, "latest").catch((e) => e)).message).toMatch(/UnknownSelector/)
    const value = { ...unknown, data: chain.data(open, "transfer", [stranger(3), 1n]), value: numberToHex(1n) }
    expect((await chain.rpc("eth_call", value, "latest").catch((e) => e)).message).toMatch(/NonPayable/)
    expect(await chain.balance(bob.address)).toBe(before)
  })

  test("addresses and accounts map both ways", async () => {
    const account = await chain.read(mapping, "accountOf", [alice.address])
    expect(account).toBe(`${alice.address.toLowerCase()}${"ee".repeat(12)}`)
    expect(await chain.read(mapping, "addressOf", [account])).toBe(alice.address)
    expect(await chain.read(mapping, "isMapped", [alice.address])).toBe(false)
    // Alice of Substrate's development keys.
    const substrate = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
    const address = await chain.read(mapping, "addressOf", [substrate])
    expect(address.toLowerCase()).toBe(`0x${keccak256(substrate).slice(26)}`)
    expect(await chain.read(mapping, "isMapped", [address])).toBe(true)
    expect(await chain.read(mapping, "accountOf", [address])).toBe(substrate)
    expect(await chain.balance(address)).toBeGreaterThan(OPEN)
  })

  test("OPEN sent to a mapped address reaches the Substrate account", async () => {
    const substrate = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
    const address = await chain.read(mapping, "addressOf", [substrate])
    const before = await chain.balance(address)
    await chain.send({ from: carol, to: address, value: OPEN })
    expect(await chain.balance(address)).toBeGreaterThanOrEqual(before + OPEN)
  })
})
