// SPDX-License-Identifier: Apache-2.0
/** One node process: started, killed, started again, with its own base path, keys, ports and log. */
import { spawn, type ChildProcess } from "node:child_process"
import { closeSync, existsSync, openSync, readFileSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"
import { atExit } from "./cleanup.js"
import { call } from "./rpc.js"
import { sleep, Stop, until } from "./wait.js"

/** Longest wait for a node's RPC, seconds. */
const START = 120
/** Longest wait for a node's end after SIGTERM, seconds. */
const STOP = 30

/** Where cargo puts what it builds. */
export const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/openledger/target")

/** Our node: `OPENLEDGER_NODE`, or what `make build` built. */
export function nodeBinary(): string {
  const path = process.env.OPENLEDGER_NODE ?? join(target, "release/openledger-node")
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`make build\` first`)
  return path
}

/** How a process ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** What it takes to start a node. */
export interface Setup {
  /** What it is called here. */
  name: string
  /** Flags, base path and ports included. */
  args: string[]
  /** Base path. */
  base: string
  /** Where its output goes. */
  log: string
  /** Address of its RPC without the scheme. */
  rpc: string
  /** Variables beside those of this process. */
  env?: Record<string, string>
  /** Words in front of the program, such as `ip netns exec NAME`. */
  prefix?: string[]
}

export class Node {
  private child?: ChildProcess
  private ended?: Ended
  /** How often it was started. */
  starts = 0

  constructor(readonly setup: Setup) {}

  get name() {
    return this.setup.name
  }
  get http() {
    return `http://${this.setup.rpc}`
  }
  get ws() {
    return `ws://${this.setup.rpc}`
  }
  get running() {
    return this.child !== undefined && this.ended === undefined
  }

  /** Starts the process; `extra` flags and variables hold for this run alone. */
  launch(extra: string[] = [], env: Record<string, string> = {}): void {
    if (this.running) throw new Error(`${this.name} runs already`)
    const words = [...(this.setup.prefix ?? []), nodeBinary(), ...this.setup.args, ...extra]
    const log = openSync(this.setup.log, "a")
    const variables = { ...process.env, NO_COLOR: "1", ...this.setup.env, ...env }
    const child = spawn(words[0]!, words.slice(1), { stdio: ["ignore", log, log], env: variables })
    closeSync(log)
    this.ended = undefined
    this.child = child
    this.starts += 1
    const settled = atExit(() => void child.kill("SIGKILL"))
    child.once("error", () => (this.ended = { code: 127, signal: null }))
    child.once("exit", (code, signal) => {
      settled()
      if (this.child === child) this.ended = { code, signal }
    })
  }

  /** Starts the process and waits for its RPC. */
  async start(extra: string[] = [], env: Record<string, string> = {}): Promise<void> {
    this.launch(extra, env)
    await this.up()
  }

  /** Waits until the RPC answers; fails with the log's end when the process ends. */
  async up(): Promise<void> {
    await until(`${this.name} answers at ${this.http}`, START, async () => {
      if (!this.running) throw new Stop(`${this.name} ended with ${JSON.stringify(this.ended)}:\n${this.tail()}`)
      await this.call("system_health", [], 2_000)
      return true
    }, 200)
  }

  /** Waits for the process to end by itself. */
  exit(seconds: number): Promise<Ended> {
    return until(`${this.name} ends`, seconds, async () => this.ended, 100)
  }

  /** SIGKILL: no chance to write anything more. */
  async kill(): Promise<void> {
    if (!this.running) return
    this.child!.kill("SIGKILL")
    await this.exit(10)
  }

  /** SIGTERM, as an operator stops it. */
  async stop(): Promise<void> {
    if (!this.running) return
    this.child!.kill("SIGTERM")
    await this.exit(STOP).catch(() => this.kill())
  }

  call<T>(method: string, params: unknown[] = [], patience?: number): Promise<T> {
    return call<T>(this.http, method, params, patience)
  }

  /** Everything it has said so far. */
  output(): string {
    return existsSync(this.setup.log) ? readFileSync(this.setup.log, "utf8") : ""
  }

  /** The end of its log. */
  tail(lines = 15): string {
    return this.output().trimEnd().split("\n").slice(-lines).map((line) => line.slice(0, 300)).join("\n")
  }

  /** Number of the best block. */
  async best(): Promise<number> {
    return Number((await this.call<Header>("chain_getHeader")).number)
  }

  /** Number of the newest final block. */
  async finalised(): Promise<number> {
    const hash = await this.call<string>("chain_getFinalizedHead")
    return Number((await this.call<Header>("chain_getHeader", [hash])).number)
  }

  /** Hash of a block by its number, null where there is none yet. */
  hash(number: number): Promise<string | null> {
    return this.call<string | null>("chain_getBlockHash", [number])
  }

  /** Waits `seconds`, failing when the process ends. */
  async survive(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1_000
    while (Date.now() < end) {
      if (!this.running) throw new Error(`${this.name} ended:\n${this.tail()}`)
      await sleep(200)
    }
  }
}

/** A block's header as the RPC shows it. */
export interface Header {
  number: string
  parentHash: string
  digest: { logs: string[] }
}
