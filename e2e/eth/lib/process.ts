// SPDX-License-Identifier: Apache-2.0
/** A fresh node process on free loopback ports, ended by its own process id. */
import { spawn, type ChildProcess } from "node:child_process"
import { createWriteStream, existsSync, mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { homedir, tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))

/** `ETH_NODE=anvil` runs the suites against anvil: what is standard passes on both. */
export const ANVIL = process.env.ETH_NODE === "anvil"

/** Raw chain spec of `dev`, written before the suites run (lib/spec.ts). */
export const chainSpec = join(here, "../.artifacts/dev-raw.json")

/** How blocks come about: when the test says so, or by themselves. */
export type Sealing = "manual" | "auto"
/** Milliseconds between blocks that come by themselves; anvil makes one with every transaction. */
const INTERVAL = "250"

export interface Process {
  http: string
  ws: string
  stop(): Promise<void>
}

/** Our node: `OPENLEDGER_NODE`, or what `make build` built. */
export function nodeBinary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/openledger/target")
  const path = process.env.OPENLEDGER_NODE ?? join(target, "release/openledger-node")
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`make build\` first`)
  return path
}

function anvilBinary(): string {
  const path = join(here, `../heavy/node_modules/@foundry-rs/anvil-${process.platform}-amd64/bin/anvil`)
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm ci\` in e2e/eth/heavy first`)
  return path
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

async function answers(url: string): Promise<boolean> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] })
  const headers = { "content-type": "application/json" }
  return fetch(url, { method: "POST", headers, body })
    .then(async (response) => ((await response.json()) as { result?: string }).result !== undefined)
    .catch(() => false)
}

function command(sealing: Sealing, rpc: number, p2p: number, extra: string[]): [string, string[]] {
  if (ANVIL) {
    const manual = sealing === "manual" ? ["--no-mining"] : []
    const limits = ["--chain-id", "42", "--hardfork", "osaka", "--enable-tx-gas-limit", "--steps-tracing"]
    return [anvilBinary(), ["--host", "127.0.0.1", "--port", `${rpc}`, "--balance", "1000000", ...limits, ...manual]]
  }
  const ports = ["--rpc-port", `${rpc}`, "--listen-addr", `/ip4/127.0.0.1/tcp/${p2p}`]
  const place = extra.includes("--base-path") ? [] : ["--tmp"]
  return [nodeBinary(), ["--dev", "--chain", chainSpec, ...place, "--sealing", sealing === "auto" ? INTERVAL : sealing, "--no-prometheus", "--no-mdns", ...ports, ...extra]]
}

/** Starts a node and waits until it answers `eth_chainId`. `extra` are flags of ours, not of anvil. */
export async function start(sealing: Sealing = "manual", extra: string[] = []): Promise<Process> {
  const folder = mkdtempSync(join(tmpdir(), "openledger-eth-"))
  const [rpc, p2p] = [await freePort(), await freePort()]
  const [program, args] = command(sealing, rpc, p2p, extra)
  const child: ChildProcess = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] })
  const log = createWriteStream(join(folder, "node.log"))
  child.stdout!.pipe(log)
  child.stderr!.pipe(log)
  const end = () => void child.kill("SIGTERM")
  process.once("exit", end)
  const ended = new Promise<void>((done) => child.once("exit", () => done()))
  const http = `http://127.0.0.1:${rpc}`
  while (!(await answers(http))) {
    if (child.exitCode !== null) throw new Error(`the node ended with ${child.exitCode}; see ${folder}/node.log`)
    await new Promise((done) => setTimeout(done, 50))
  }
  return {
    http,
    ws: `ws://127.0.0.1:${rpc}`,
    async stop() {
      process.off("exit", end)
      end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
