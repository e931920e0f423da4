// SPDX-License-Identifier: Apache-2.0
/** Damaged database files: the node refuses to start and says so; a purged one comes back from its peers. */
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { finalityGoesOn, sound } from "../lib/checks.js"
import { Network } from "../lib/network.js"
import { nodeBinary } from "../lib/node.js"
import { check, type Scenario } from "../lib/scenario.js"

/** Files of the database by name. */
function files(folder: string, start: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith(start)).map((name) => join(folder, name))
}

const garbage = (file: string) => writeFileSync(file, Buffer.alloc(Math.max(64, statSync(file).size), 0xa5))

/** What is done to the database, and to which of its files. */
const DAMAGES: [string, (db: string) => void][] = [
  ["metadata overwritten", (db) => files(db, "metadata").forEach(garbage)],
  ["metadata cut to half", (db) => files(db, "metadata").forEach((file) => truncateSync(file, statSync(file).size >> 1))],
  ["tables overwritten", (db) => files(db, "table_").forEach(garbage)],
  ["tables cut to a few bytes", (db) => files(db, "table_").forEach((file) => truncateSync(file, 7))],
  ["indices overwritten", (db) => files(db, "index_").forEach(garbage)],
]

export const corruptDb: Scenario = {
  name: "corrupt-db",
  about: "truncated and overwritten database files are refused with a message; a purged node syncs again",
  async run({ say }) {
    const network = await Network.start()
    try {
      const dave = network.node("dave")
      await finalityGoesOn(network.nodes, 12)
      await dave.stop()
      const db = join(dave.setup.base, "chains/openledger_local/paritydb/full")
      check(existsSync(db), `${db} is missing`)
      const whole = join(network.folder, "whole")
      cpSync(db, whole, { recursive: true })
      for (const [what, damage] of DAMAGES) {
        rmSync(db, { recursive: true })
        cpSync(whole, db, { recursive: true })
        damage(db)
        const before = dave.output().length
        dave.launch(network.boot(dave))
        const { code, signal } = await dave.exit(60).catch(() => {
          throw new Error(`${what}: dave runs on:\n${dave.output().slice(before).split("\n").slice(-8).join("\n")}`)
        })
        const said = dave.output().slice(before)
        const line = said.split("\n").find((text) => /error|corrupt|invalid/i.test(text))
        check(code !== 0, `${what}: dave ended with ${code ?? signal}`)
        check(line, `${what}: dave ended without a message:\n${said}`)
        check(!/panicked/.test(said), `${what}: dave panicked:\n${said}`)
        say(`${what}: ended with ${code ?? signal}: ${line.trim().slice(0, 160)}`)
      }
      await finalityGoesOn(network.running, 3)
      const purge = ["purge-chain", "-y", "--chain", dave.setup.args[1]!, "--base-path", dave.setup.base]
      execFileSync(nodeBinary(), purge, { stdio: "ignore" })
      check(!existsSync(db), "purge-chain left the database")
      await network.launch(dave)
      say("dave's database is purged, it starts from nothing")
      return await sound(network)
    } finally {
      await network.stop()
    }
  },
}
