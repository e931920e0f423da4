// SPDX-License-Identifier: Apache-2.0
/** A validator's disk fills up: it stops by itself and says why; with room again it goes on. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { nodeBinary } from "../lib/node.js"
import { mountSmall, noMounts } from "../lib/root.js"
import { check, type Scenario } from "../lib/scenario.js"

/** Size of the small disk and what must stay free on it, MiB. */
const [DISK, THRESHOLD] = [512, 128]

const MIB = 1 << 20
const free = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return Math.floor((bavail * bsize) / MIB)
}

const monitors = () => execFileSync(nodeBinary(), ["--help"], { stdio: ["ignore", "pipe", "ignore"] }).includes("--db-storage-threshold")

export const diskFull: Scenario = {
  name: "disk-full",
  about: "a validator's disk (small tmpfs) fills: its storage monitor stops it with a clear message, it recovers",
  obstacle: () => noMounts() ?? (monitors() ? undefined : "this node has no storage monitor (--db-storage-threshold)"),
  async run({ say }) {
    const disk = mkdtempSync(join(tmpdir(), "openledger-disk-"))
    const unmount = mountSmall(disk, DISK)
    let network: Network | undefined
    try {
      const flags = { dave: ["--db-storage-threshold", `${THRESHOLD}`, "--db-storage-polling-period", "1"] }
      network = await Network.start({ bases: { dave: disk }, flags })
      const dave = network.node("dave")
      await finalityGoesOn(network.nodes, 2)
      const room = free(disk)
      check(room > THRESHOLD, `the disk of ${DISK} MiB has only ${room} MiB free with a fresh database`)
      const filler = join(disk, "filler")
      writeFileSync(filler, Buffer.alloc((room - THRESHOLD + 32) * MIB))
      say(`${free(disk)} of ${DISK} MiB are free, ${THRESHOLD} must be`)
      const { code, signal } = await dave.exit(60)
      const line = dave.output().split("\n").find((text) => /available space/i.test(text))
      check(line, `dave ended (${code}, ${signal}) without a word about space:\n${dave.tail()}`)
      say(`dave ended with ${code ?? signal}: ${line.trim()}`)
      await finalityGoesOn(network.running, 5)
      say("the others go on")
      rmSync(filler)
      await network.launch(dave)
      return await sound(network)
    } finally {
      await network?.stop()
      unmount()
      rmSync(disk, { recursive: true, force: true })
    }
  },
}
