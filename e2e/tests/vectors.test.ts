// SPDX-License-Identifier: Apache-2.0
/** The shared vectors of primitives/objects, read by TypeScript. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import {
  encodeVoucher,
  ethAccount,
  voucherEip712Digest,
  voucherScaleDigest,
  type SigningDomain,
  type Voucher,
} from "@openledger/sdk"
import { bytesToHex, recoverAddress, type Hex } from "viem"

const file = new URL("../../primitives/objects/vectors/voucher.json", import.meta.url)
const vectors = JSON.parse(readFileSync(file, "utf8"))
const domain: SigningDomain = {
  genesis: vectors.domain.genesis,
  chainId: BigInt(vectors.domain.chain_id ?? vectors.domain.chainId),
}

for (const [index, given] of vectors.cases.entries()) {
  test(`voucher ${index} has the same bytes, digests and signer everywhere`, async () => {
    const voucher: Voucher = {
      session: BigInt(given.object.session),
      worker: given.object.worker,
      n: given.object.n,
      acknowledges: given.object.acknowledges,
      cumulative: BigInt(given.object.cumulative),
    }
    assert.equal(bytesToHex(encodeVoucher(voucher)), given.scale)
    assert.equal(bytesToHex(voucherScaleDigest(domain, voucher)), given.scaleDigest)
    assert.equal(voucherEip712Digest(domain, voucher), given.eip712Digest)
    const eth = given.signatures.find((s: { scheme: string }) => s.scheme === "eth")
    // Variant 3 of the chain's Signature, then r, s, v.
    const signature: Hex = `0x${eth.signature.slice(4)}`
    const address = await recoverAddress({ hash: given.eip712Digest, signature })
    assert.equal(bytesToHex(ethAccount(address)), eth.signer)
  })
}
