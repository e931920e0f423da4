// SPDX-License-Identifier: Apache-2.0
/** libp2p's name for a node key, so that every node can be told the address of every other. */
import { createPrivateKey, createPublicKey } from "node:crypto"

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

function base58(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString("hex")}`)
  let out = ""
  for (; number > 0n; number /= 58n) out = ALPHABET[Number(number % 58n)] + out
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return "1".repeat(zeros) + out
}

/** A secret node key from a number, 32 bytes in hex. */
export const nodeKey = (index: number): string => index.toString(16).padStart(64, "0")

/** The peer id of a secret Ed25519 node key in hex: the multihash of its public key. */
export function peerId(secret: string): string {
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.from(secret, "hex")])
  const key = createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }))
  const raw = key.export({ format: "der", type: "spki" }).subarray(-32)
  return base58(Buffer.concat([Buffer.from("002408011220", "hex"), raw]))
}
