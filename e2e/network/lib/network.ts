// SPDX-License-Identifier: Apache-2.0
/** A network of validators as processes of this machine, each knowing the address of each other. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Node } from "./node.js"
import { nodeKey, peerId } from "./peer.js"
import { p2pPort, release, rpcPort } from "./ports.js"
import { validators, writeSpec, type Kind } from "./spec.js"
import { until } from "./wait.js"
import type { Wire } from "./wire.js"

/** What a network is made of. */
export interface Plan {
  spec?: Kind
  /** Full nodes beside the validators. */
  full?: number
  /** Namespaces to run the nodes in, in place of loopback. */
  wire?: Wire
  /** Where the folders of some nodes lie, if not in the network's own. */
  bases?: Record<string, string>
  /** More flags for some nodes. */
  flags?: Record<string, string[]>
}

/** A port on one address. */
interface Place {
  host: string
  p2p: number
  rpc: number
  peer: string
}

export class Network {
  readonly folder = mkdtempSync(join(tmpdir(), "openledger-network-"))
  readonly nodes: Node[] = []
  private readonly ports: number[] = []
  private readonly places: Place[] = []
  private readonly spec: string

  private constructor(private readonly plan: Plan) {
    this.spec = writeSpec(plan.spec ?? "local", this.folder)
  }

  /** Starts all validators of genesis and waits until they finalise. */
  static async start(plan: Plan = {}): Promise<Network> {
    const network = new Network(plan)
    try {
      for (const name of validators(plan.spec ?? "local")) await network.add(name, [`--${name}`, "--validator"])
      for (let i = 1; i <= (plan.full ?? 0); i += 1) await network.add(`full${i}`, [])
      for (const node of network.nodes) node.launch(network.boot(node))
      for (const node of network.nodes) await node.up()
      await network.firstFinal()
      return network
    } catch (error) {
      await network.stop()
      throw error
    }
  }

  /** A further node, not started yet. `start` it with `boot(node)` for its flags. */
  async add(name: string, flags: string[], at?: { key?: number }): Promise<Node> {
    const index = this.nodes.length + 1
    const wire = this.plan.wire
    const [rpc, p2p] = wire ? [9_944, 30_333] : [await rpcPort(), await p2pPort()]
    if (!wire) this.ports.push(rpc, p2p)
    const key = nodeKey(at?.key ?? index)
    const host = wire ? wire.peer(index) : "127.0.0.1"
    const base = this.plan.bases?.[name] ?? join(this.folder, name)
    mkdirSync(base, { recursive: true })
    const outside = wire ? ["--unsafe-rpc-external", "--rpc-methods", "unsafe", "--rpc-cors", "all"] : []
    const args = [
      ["--chain", this.spec, "--base-path", base, "--name", name, ...flags],
      ["--rpc-port", `${rpc}`, "--listen-addr", `/ip4/${host}/tcp/${p2p}`, "--node-key", key],
      ["--no-prometheus", "--no-mdns", ...outside, ...(this.plan.flags?.[name] ?? [])],
    ].flat()
    const node = new Node({
      name,
      args,
      base,
      log: join(this.folder, `${name}.log`),
      rpc: `${wire ? wire.control(index) : "127.0.0.1"}:${rpc}`,
      prefix: wire?.inside(index),
    })
    this.nodes.push(node)
    this.places.push({ host, p2p, rpc, peer: peerId(key) })
    return node
  }

  /** Flags that tell a node the addresses of all others. */
  boot(node: Node): string[] {
    const others = this.places.filter((_, i) => this.nodes[i] !== node)
    return ["--bootnodes", ...others.map(({ host, p2p, peer }) => `/ip4/${host}/tcp/${p2p}/p2p/${peer}`)]
  }

  /** Starts a node, for the first time or again, and waits for its RPC. */
  async launch(node: Node, extra: string[] = [], env: Record<string, string> = {}): Promise<void> {
    await node.start([...this.boot(node), ...extra], env)
  }

  /** A node by its name. */
  node(name: string): Node {
    const found = this.nodes.find((node) => node.name === name)
    if (!found) throw new Error(`there is no ${name}`)
    return found
  }

  /** Where a raw connection reaches a node's port between nodes. */
  p2p(node: Node): { host: string; port: number } {
    const place = this.places[this.nodes.indexOf(node)]!
    return { host: place.host, port: place.p2p }
  }

  /** Nodes whose process runs. */
  get running(): Node[] {
    return this.nodes.filter((node) => node.running)
  }

  private firstFinal(): Promise<unknown> {
    return until("every node has finalised block 2", 120, async () => {
      for (const node of this.nodes) if ((await node.finalised()) < 2) return false
      return true
    })
  }

  /** Ends every node and removes everything. */
  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()))
    this.ports.forEach(release)
    if (process.env.NETWORK_KEEP) console.log(`  left in ${this.folder}`)
    else rmSync(this.folder, { recursive: true, force: true })
  }
}
