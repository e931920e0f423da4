// SPDX-License-Identifier: Apache-2.0
/** Ethereum's precompiles at Ethereum's addresses, by known answers. */
import { blake2b } from "@noble/hashes/blake2.js"
import { p256 } from "@noble/curves/nist.js"
import { concat, keccak256, numberToHex, pad, ripemd160, sha256, stringToHex, toHex, type Hex } from "viem"
import { beforeAll, expect, test } from "vitest"
import { alice } from "../lib/keys.js"
import { ANVIL, freshChain, type Contract } from "../lib/rig.js"

const chain = freshChain()
const at = (n: number) => pad(numberToHex(n), { size: 20 })
const word = (value: number | bigint) => pad(numberToHex(value))
const call = (n: number, data: Hex): Promise<Hex> => chain.rpc("eth_call", { from: alice.address, to: at(n), data }, "latest")
let calls: Contract
beforeAll(async () => {
  calls = await chain.deploy("Calls")
})
const fails = async (n: number, data: Hex) => {
  const [ok] = await chain.read(calls, "staticCall", [at(n), data])
  return ok === false
}

test("0x01 ecrecover gives the signer", async () => {
  const hash = keccak256(stringToHex("message"))
  const signature = await alice.sign({ hash })
  const [r, s, v] = [signature.slice(0, 66) as Hex, `0x${signature.slice(66, 130)}` as Hex, `0x${signature.slice(130)}` as Hex]
  expect(await call(1, concat([hash, pad(v), r, s]))).toBe(pad(alice.address.toLowerCase() as Hex))
  expect(await call(1, concat([hash, word(29), r, s]))).toBe("0x")
  expect(await call(1, "0x1234")).toBe("0x")
})

test("0x02 sha256, 0x03 ripemd160, 0x04 identity", async () => {
  for (const text of ["", "abc", "x".repeat(300)]) {
    const data = stringToHex(text)
    expect(await call(2, data)).toBe(sha256(data))
    expect(await call(3, data)).toBe(pad(ripemd160(data)))
    expect(await call(4, data)).toBe(data)
  }
})

const G = concat([word(1), word(2)])
const P = 21888242871839275222246405745257275088696311157297823662689037894645226208583n
test("0x06, 0x07 bn254: G + G = 2·G; a point off the curve fails", async () => {
  expect(await call(6, concat([G, G]))).toBe(await call(7, concat([G, word(2)])))
  expect(await call(6, concat([G, word(1), word(P - 2n)]))).toBe(concat([word(0), word(0)]))
  expect(await call(6, "0x")).toBe(concat([word(0), word(0)]))
  expect(await fails(6, concat([word(1), word(1), G]))).toBe(true)
  expect(await fails(7, concat([word(1), word(1), word(2)]))).toBe(true)
})

// G2's generator, imaginary part first.
const G2 = concat([
  "0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2",
  "0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed",
  "0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b",
  "0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
])
test("0x08 bn254 pairing: e(G, H)·e(-G, H) = 1", async () => {
  const negative = concat([word(1), word(P - 2n)])
  expect(await call(8, concat([G, G2, negative, G2]))).toBe(word(1))
  expect(await call(8, concat([G, G2, G, G2]))).toBe(word(0))
  expect(await call(8, "0x")).toBe(word(1))
  expect(await fails(8, concat([G, G2]).slice(0, -2) as Hex)).toBe(true)
})

test("0x09 blake2f: BLAKE2b of abc in one block", async () => {
  const data = concat([
    "0x0000000c48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b",
    pad("0x616263", { size: 128, dir: "right" }),
    "0x0300000000000000000000000000000001",
  ])
  expect(await call(9, data)).toBe(toHex(blake2b(new TextEncoder().encode("abc"))))
  expect(await fails(9, data.slice(0, -2) as Hex)).toBe(true)
})

test("0x0a KZG refuses what is no proof", async () => {
  expect(await fails(10, `0x${"00".repeat(192)}`)).toBe(true)
  expect(await fails(10, "0x00")).toBe(true)
})

const INFINITY_G1 = `0x${"00".repeat(128)}` as Hex
const INFINITY_G2 = `0x${"00".repeat(256)}` as Hex
test("0x0b–0x11 BLS12-381: sums with infinity, pairing of infinity, maps", async () => {
  expect(await call(0x0b, concat([INFINITY_G1, INFINITY_G1]))).toBe(INFINITY_G1)
  expect(await call(0x0c, concat([INFINITY_G1, word(7)]))).toBe(INFINITY_G1)
  expect(await call(0x0d, concat([INFINITY_G2, INFINITY_G2]))).toBe(INFINITY_G2)
  expect(await call(0x0e, concat([INFINITY_G2, word(7)]))).toBe(INFINITY_G2)
  expect(await call(0x0f, concat([INFINITY_G1, INFINITY_G2]))).toBe(word(1))
  const point = await call(0x10, pad("0x01", { size: 64 }))
  expect((point.length - 2) / 2).toBe(128)
  expect(await call(0x0b, concat([point, INFINITY_G1]))).toBe(point)
  expect(await call(0x0b, concat([point, point]))).toBe(await call(0x0c, concat([point, word(2)])))
  expect((await call(0x11, pad("0x01", { size: 128 }))).length).toBe(2 + 512)
  for (const n of [0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11]) expect(await fails(n, "0x01")).toBe(true)
})

test("0x100 P256VERIFY (EIP-7951)", async () => {
  const secret = Uint8Array.from({ length: 32 }, (_, i) => i + 1)
  const hash = sha256(stringToHex("message"), "bytes")
  const signature = toHex(p256.sign(hash, secret, { prehash: false, lowS: false }))
  const key = toHex(p256.getPublicKey(secret, false).slice(1))
  expect(await call(0x100, concat([toHex(hash), signature, key]))).toBe(word(1))
  expect(await call(0x100, concat([word(1), signature, key]))).toBe("0x")
  expect(await call(0x100, "0x")).toBe("0x")
})

test("each of them has the price of a warm account", async () => {
  const gas = async (n: number) => {
    const receipt = await chain.send({ to: calls.address, data: chain.data(calls, "call", [at(n), "0x"]) })
    expect(receipt.status).toBe("0x1")
    return BigInt(receipt.gasUsed)
  }
  expect((await gas(0x7777)) - (await gas(4))).toBeGreaterThan(2000n)
})

test.skipIf(ANVIL)("ours have code, so that Solidity calls them", async () => {
  const view = await chain.deploy("Chain")
  for (const n of [0x800, 0x802, 0x803, 0x810, 0x811, 0x812, 0x813, 0x814, 0x815, 0x816, 0x820, 0x821, 0x822, 0x823]) {
    expect(await chain.read(view, "codeSize", [at(n)]), `0x${n.toString(16)}`).toBeGreaterThan(0n)
    expect(await chain.rpc("eth_getCode", at(n), "latest")).not.toBe("0x")
  }
})
