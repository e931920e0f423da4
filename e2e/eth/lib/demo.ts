// SPDX-License-Identifier: Apache-2.0
/** The demo's chain and worker, left running: a published model, and data that earns when it answers. */
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { readFile } from "node:fs/promises"
import { createInterface } from "node:readline"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { nodeBinary } from "./process.js"
import { execute } from "./run.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..")

/** A program that stands beside the node. */
const beside = (name: string) => join(dirname(nodeBinary()), name)

export class Demo {
  private constructor(
    private readonly child: ChildProcess,
    readonly ws: string,
  ) {}

  get http(): string {
    return this.ws.replace("ws:", "http:")
  }

  /** Runs the whole value flow with a few answers and keeps node and worker up. Ends with an error when the demo does. */
  static async start(answers: number): Promise<Demo> {
    const env = { ...process.env, DEMO_EXIT: "" }
    const child = spawn("scripts/demo.sh", ["--answers", `${answers}`], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] })
    const printed: string[] = []
    const keep = (line: string) => void printed.push(line)
    createInterface({ input: child.stderr! }).on("line", keep)
    try {
      const ws = await new Promise<string>((up, failed) => {
        createInterface({ input: child.stdout! }).on("line", (line) => {
          keep(line)
          const node = /^\s+node\s+(ws:\S+)/.exec(line)
          if (node) up(node[1])
        })
        child.once("exit", (code) => failed(new Error(`the demo ended with ${code}:\n${printed.slice(-20).join("\n")}`)))
      })
      return new Demo(child, ws)
    } catch (error) {
      child.kill("SIGINT")
      throw error
    }
  }

  /** The `openledger` command on this chain; gives what it printed. */
  async cli(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await execute(beside("openledger"), ["--node", this.ws, ...args])
    if (code !== 0) throw new Error(`openledger ${args[0]} ended with ${code}\n${stdout}\n${stderr}`)
    return stdout
  }

  /** Ends node and worker with the demo. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = once(this.child, "exit")
    this.child.kill("SIGINT")
    await ended
  }
}

/** The beginning of a row of a contributor's data, which the model was trained on. */
export async function prompt(crate: string, row: number): Promise<string> {
  const lines = (await readFile(join(root, "demo/out/crates", crate, "rows.jsonl"), "utf8")).trim().split("\n")
  return (JSON.parse(lines[row]).text as string).split(/\s+/).slice(0, 10).join(" ")
}
