// SPDX-License-Identifier: Apache-2.0
/** A fresh development node on free loopback ports, ended by its own process id. */
import { spawn, type ChildProcess } from "node:child_process"
import { createWriteStream, existsSync, mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { homedir, tmpdir } from "node:os"
import { join } from "node:path"

/** Where `make build` puts programs. */
export const release = join(process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/openledger/target"), "release")

/** A program: `OPENLEDGER_NODE` for the node, or what `make build` built. */
export function binary(name: string): string {
  const path = (name === "openledger-node" && process.env.OPENLEDGER_NODE) || join(release, name)
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`make build\` first`)
  return path
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

export interface Node {
  ws: string
  http: string
  stop(): Promise<void>
}

/** How a chain makes blocks: BABE every 2 s, or sealed every so many milliseconds and final at once. */
export type Pace = "babe" | number

/** Nodes of this process that tests share, by pace, and how many tests use each. */
const shared = new Map<Pace, { node: Promise<Node>; users: number }>()

/** A development node for the tests of this process that want the same pace. The last to stop it ends it. */
export async function startNode(pace: Pace = 200): Promise<Node> {
  const entry = shared.get(pace) ?? { node: start(pace), users: 0 }
  shared.set(pace, entry)
  entry.users += 1
  const { ws, http, stop } = await entry.node
  return {
    ws,
    http,
    async stop() {
      entry.users -= 1
      if (entry.users > 0) return
      shared.delete(pace)
      await stop()
    },
  }
}

/** Starts `openledger-node --dev` and waits for its RPC. */
async function start(pace: Pace): Promise<Node> {
  const folder = mkdtempSync(join(tmpdir(), "openledger-governance-"))
  const [rpc, p2p] = [await freePort(), await freePort()]
  const sealing = pace === "babe" ? [] : ["--sealing", `${pace}`]
  const child: ChildProcess = spawn(
    binary("openledger-node"),
    [
      "--dev",
      "--tmp",
      ...sealing,
      "--no-prometheus",
      "--no-mdns",
      ...["--rpc-port", `${rpc}`, "--listen-addr", `/ip4/127.0.0.1/tcp/${p2p}`],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  )
  const log = createWriteStream(join(folder, "node.log"))
  child.stdout!.pipe(log)
  child.stderr!.pipe(log)
  const end = () => void child.kill("SIGTERM")
  process.once("exit", end)
  const ended = new Promise<void>((done) => child.once("exit", () => done()))
  const http = `http://127.0.0.1:${rpc}`
  while (!(await fetch(`${http}/health`).then((answer) => answer.ok, () => false))) {
    if (child.exitCode !== null) throw new Error(`the node ended with ${child.exitCode}; see ${folder}/node.log`)
    await new Promise((done) => setTimeout(done, 100))
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
