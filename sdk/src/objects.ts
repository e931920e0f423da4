// SPDX-License-Identifier: Apache-2.0
/** Vouchers in SCALE and EIP-712 form (see primitives/objects; vectors there are tested here). */
import { blake2b } from "@noble/hashes/blake2"
import { hashTypedData, hexToBytes, type Hex } from "viem"

/** Chain that a signature is for. */
export interface SigningDomain {
  genesis: Hex
  chainId: bigint
}

/** Voucher n acknowledges receipt n − 1 and authorises call n. */
export interface Voucher {
  session: bigint
  worker: number
  n: number
  acknowledges: Hex
  cumulative: bigint
}

const FORMAT = 1
const PALLET = 64
const VOUCHER = 1

function littleEndian(value: bigint | number, bytes: number): Uint8Array {
  let rest = BigInt(value)
  if (rest < 0n || rest >> BigInt(8 * bytes)) throw new Error(`${value} does not fit ${bytes} bytes`)
  return Uint8Array.from({ length: bytes }, () => {
    const byte = Number(rest & 0xffn)
    rest >>= 8n
    return byte
  })
}

function concat(parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** SCALE bytes of a voucher. */
export function encodeVoucher(voucher: Voucher): Uint8Array {
  return concat([
    littleEndian(voucher.session, 8),
    littleEndian(voucher.worker, 4),
    littleEndian(voucher.n, 4),
    hexToBytes(voucher.acknowledges),
    littleEndian(voucher.cumulative, 16),
  ])
}

/** What sr25519, ed25519 and ecdsa keys sign. */
export function voucherScaleDigest(domain: SigningDomain, voucher: Voucher): Uint8Array {
  return blake2b(
    concat([
      new TextEncoder().encode("openledger"),
      Uint8Array.of(FORMAT),
      hexToBytes(domain.genesis),
      littleEndian(domain.chainId, 8),
      Uint8Array.of(PALLET, VOUCHER),
      encodeVoucher(voucher),
    ]),
    { dkLen: 32 },
  )
}

/** Typed data of a voucher, for `signTypedData` of any Ethereum wallet. */
export function voucherTypedData(domain: SigningDomain, voucher: Voucher) {
  return {
    domain: { name: "OpenLedger", version: "1", chainId: domain.chainId, salt: domain.genesis },
    types: {
      EIP712Domain: [
        { name: "name", type: "string" },
        { name: "version", type: "string" },
        { name: "chainId", type: "uint256" },
        { name: "salt", type: "bytes32" },
      ],
      Voucher: [
        { name: "session", type: "uint64" },
        { name: "worker", type: "uint32" },
        { name: "n", type: "uint32" },
        { name: "acknowledges", type: "bytes32" },
        { name: "cumulative", type: "uint128" },
      ],
    },
    primaryType: "Voucher",
    message: { ...voucher },
  } as const
}

/** What Ethereum keys sign. */
export function voucherEip712Digest(domain: SigningDomain, voucher: Voucher): Hex {
  return hashTypedData(voucherTypedData(domain, voucher))
}
