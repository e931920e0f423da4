// SPDX-License-Identifier: Apache-2.0
/** Runs the scenarios, each on a fresh network, and ends with a table. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import type { Context, Scenario } from "./lib/scenario.js"
import { slice } from "./scenarios/finality.js"
import { scenarios } from "./scenarios/index.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "../..")
/** Blocks that the slice of `make test-network` measures, and the full run. */
const [SLICE_BLOCKS, BLOCKS] = [20, 150]

const HELP = `Starts four validators as processes of this machine, measures their finality, and causes faults.
After each scenario finality must go on, all nodes must agree, and try_state must hold.

Usage: scripts/network.sh [OPTIONS]

  --only NAME    this scenario; again for more of them
  --slice        ${slice.about}: what \`make test-network\` runs
  --blocks N     blocks to measure [default: ${BLOCKS}, with --slice ${SLICE_BLOCKS}]
  --out FILE     numbers and results as JSON [default: bench/out/network.json when finality is measured in full]
  --list         the scenarios
  --help         this text

Environment:
  OPENLEDGER_NODE        the node [default: what \`make build\` built]
  OPENLEDGER_TRY_STATE   the test program with live_state [default: built by scripts/network.sh]
  NETWORK_RPC_BASE, NETWORK_P2P_BASE   first ports [default: 9700 and 30400]
  NETWORK_KEEP=1         leaves folders and logs

Examples:
  scripts/network.sh --only kill-third --only partition
  scripts/network.sh --only finality --blocks 300
`

interface Result {
  name: string
  status: "passed" | "failed" | "skipped"
  seconds: number
  note: string
}

async function runOne(scenario: Scenario, context: Context): Promise<Result> {
  const started = Date.now()
  const done = (status: Result["status"], note: string): Result => {
    const seconds = Math.round((Date.now() - started) / 1_000)
    console.log(`== ${scenario.name}: ${status} after ${seconds} s: ${note}`)
    return { name: scenario.name, status, seconds, note }
  }
  console.log(`== ${scenario.name}: ${scenario.about}`)
  const obstacle = scenario.obstacle?.()
  if (obstacle) return done("skipped", obstacle)
  context.say = (text) => console.log(`[${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s] ${text}`)
  try {
    return done("passed", await scenario.run(context))
  } catch (error) {
    return done("failed", error instanceof Error ? error.message : String(error))
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      slice: { type: "boolean" },
      blocks: { type: "string" },
      out: { type: "string" },
      list: { type: "boolean" },
      help: { type: "boolean" },
    },
  })
  if (values.help) return console.log(HELP), 0
  if (values.list) {
    for (const { name, about } of scenarios) console.log(`${name.padEnd(20)}${about}`)
    return 0
  }
  const named = values.only?.map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name)
    if (!found) throw new Error(`there is no scenario ${name}: --list names them`)
    return found
  })
  const chosen = named ?? (values.slice ? [slice] : scenarios)
  const blocks = Number(values.blocks ?? (values.slice ? SLICE_BLOCKS : BLOCKS))
  if (!Number.isInteger(blocks) || blocks < 5) throw new Error("--blocks takes a whole number from 5")
  const context: Context = { blocks, say: () => {} }
  const results: Result[] = []
  for (const scenario of chosen) results.push(await runOne(scenario, context))

  const width = Math.max(...results.map(({ name }) => name.length))
  console.log("\nscenario, result, seconds")
  for (const { name, status, seconds, note } of results) {
    console.log(`  ${name.padEnd(width)}  ${status.padEnd(7)} ${String(seconds).padStart(5)}  ${status === "passed" ? "" : note.split("\n")[0]}`)
  }
  const count = (status: Result["status"]) => results.filter((result) => result.status === status).length
  console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`)
  const out = values.out ?? (context.measured && !values.slice ? join(root, "bench/out/network.json") : undefined)
  if (out) {
    mkdirSync(dirname(out), { recursive: true })
    writeFileSync(out, `${JSON.stringify({ validators: 4, ...context.measured, scenarios: results }, null, 2)}\n`)
    console.log(`written to ${out}`)
  }
  // What did not run was not shown: only a named scenario may be skipped.
  return count("failed") === 0 && (count("skipped") === 0 || named) ? 0 : 1
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  },
)
