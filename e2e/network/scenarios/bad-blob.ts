// SPDX-License-Identifier: Apache-2.0
/** A runtime blob that nobody authorised is refused, however it comes; the code stays what it is. */
import { dev, show, withChain } from "../lib/chain.js"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { RpcError } from "../lib/rpc.js"
import { check, type Scenario } from "../lib/scenario.js"

/** Storage key of the runtime's code: `:code`. */
const CODE = "0x3a636f6465"

export const badBlob: Scenario = {
  name: "bad-blob",
  about: "a runtime blob without authorisation is refused, signed or not; the code and its version stay",
  async run({ say }) {
    const network = await Network.start()
    try {
      const alice = network.node("alice")
      await finalityGoesOn(network.nodes, 2)
      const state = async () => [await alice.call("state_getStorageHash", [CODE]), (await alice.call<any>("state_getRuntimeVersion")).specVersion]
      const before = await state()
      await withChain(alice, async (chain) => {
        const { System } = chain.api.tx
        const code = Buffer.concat([Buffer.from("0061736d01000000", "hex"), Buffer.alloc(4_096, 0xa5)])
        const bare = await System.apply_authorized_upgrade({ code }).getBareTx()
        const refusal = await alice.call("author_submitExtrinsic", [`0x${Buffer.from(bare).toString("hex")}`]).then(
          () => undefined,
          (error: unknown) => error,
        )
        check(refusal instanceof RpcError, "the pool took a blob without a signature that nobody authorised")
        say(`without a signature: ${refusal.message}`)
        for (const [what, tx] of [
          ["apply_authorized_upgrade", System.apply_authorized_upgrade({ code })],
          ["set_code", System.set_code({ code })],
          ["authorize_upgrade", System.authorize_upgrade({ code_hash: `0x${"11".repeat(32)}` })],
        ]) {
          const done = await tx.signAndSubmit(dev("//Eve").signer)
          check(!done.ok, `${what} was accepted from an ordinary account`)
          say(`${what}, signed by an ordinary account: ${show(done.dispatchError)}`)
        }
      })
      check(show(await state()) === show(before), "the code has changed")
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
