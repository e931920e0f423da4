// SPDX-License-Identifier: Apache-2.0
/**
 * A polkadot-api signer for Ethereum keys: the extrinsic's payload is signed with EIP-191
 * `personal_sign` and carried as variant 3 of the chain's `Signature`.
 */
import type { PolkadotSigner } from "@polkadot-api/polkadot-signer"
import { createV4Tx } from "@polkadot-api/signers-common"
import { Blake2256, decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings"
import { mergeUint8 } from "@polkadot-api/utils"
import { hexToBytes, type Hex } from "viem"
import { ethAccount } from "./accounts.js"

/** Index of `Eth` in the chain's `Signature`. */
const ETH = 3

/** Anything that can `personal_sign` raw bytes: a viem account, a wallet client, … */
export interface MessageSigner {
  address: Hex
  signMessage(args: { message: { raw: Uint8Array } }): Promise<Hex>
}

export function ethSigner(account: MessageSigner): PolkadotSigner {
  const sign = async (raw: Uint8Array) =>
    mergeUint8([Uint8Array.of(ETH), hexToBytes(await account.signMessage({ message: { raw } }))])
  const publicKey = ethAccount(account.address)
  return {
    publicKey,
    signBytes: sign,
    async signTx(callData, extensions, metadata, _at, hasher = Blake2256) {
      const decoded = unifyMetadata(decAnyMetadata(metadata))
      const wanted = decoded.extrinsic.signedExtensions[0].map(({ identifier }) => {
        const found = extensions[identifier]
        if (!found) throw new Error(`the runtime asks for the extension ${identifier}`)
        return found
      })
      const extra = wanted.map(({ value }) => value)
      const payload = mergeUint8([
        callData,
        ...extra,
        ...wanted.map(({ additionalSigned }) => additionalSigned),
      ])
      const signature = await sign(payload.length > 256 ? hasher(payload) : payload)
      return createV4Tx(decoded, publicKey, signature, extra, callData)
    },
  }
}
