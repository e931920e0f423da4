// SPDX-License-Identifier: Apache-2.0
/** The well-known development keys. */
import { sr25519CreateDerive } from "@polkadot-labs/hdkd"
import { DEV_PHRASE, entropyToMiniSecret, mnemonicToEntropy } from "@polkadot-labs/hdkd-helpers"
import { AccountId, Enum } from "polkadot-api"
import { getPolkadotSigner, type PolkadotSigner } from "polkadot-api/signer"

const derive = sr25519CreateDerive(entropyToMiniSecret(mnemonicToEntropy(DEV_PHRASE)))

export function dev(path: string): PolkadotSigner {
  const pair = derive(path)
  return getPolkadotSigner(pair.publicKey, "Sr25519", pair.sign)
}

export const alice = dev("//Alice")
export const bob = dev("//Bob")
export const charlie = dev("//Charlie")
export const address = (signer: PolkadotSigner): string => AccountId().dec(signer.publicKey)
export { Enum }
