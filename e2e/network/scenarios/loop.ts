// SPDX-License-Identifier: Apache-2.0
/** The demo's whole value flow on four validators with two workers. */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { check, type Scenario } from "../lib/scenario.js"
import { tryState, tryStateProgram } from "../lib/state.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..")
const DONE = "the books balance to the last unit"

/** Runs the demo to its end; its lines are shown as they come. */
function demo(...flags: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const env = { ...process.env, DEMO_EXIT: "1" }
    const child = spawn(join(root, "scripts/demo.sh"), flags, { env, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        output += data
        process.stdout.write(data)
      })
    }
    child.once("error", fail)
    child.once("exit", (code) => done({ code, output }))
  })
}

export const loop: Scenario = {
  name: "loop",
  about: "the demo's value flow on four validators with two workers and the committee of all four; books balance",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "openledger-loop-"))
    try {
      const state = join(folder, "state.scale")
      const { code, output } = await demo("--validators", "4", "--workers", "2", "--snapshot", state)
      check(code === 0, `the demo ended with ${code}`)
      check(output.includes(DONE), "the demo does not say that the books balance")
      if (!tryStateProgram) return `${DONE}; try_state NOT RUN: OPENLEDGER_TRY_STATE is unset`
      tryState(state)
      return `${DONE}; try_state holds`
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
