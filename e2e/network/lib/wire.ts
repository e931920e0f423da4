// SPDX-License-Identifier: Apache-2.0
/**
 * Nodes in network namespaces: each has one cable to its side's bridge, the two bridges are joined by
 * one cable that can be pulled. A second cable of each node leads here, for RPC alone. Everything
 * hangs on namespaces that this run made and removes.
 */
import { execFileSync } from "node:child_process"
import { atExit } from "./cleanup.js"

const ip = (...words: string[]) => void execFileSync("ip", words, { stdio: ["ignore", "ignore", "pipe"] })

/** Why namespaces cannot be made here, if they cannot. */
export function noNamespaces(): string | undefined {
  const name = `olt${process.pid}`
  try {
    ip("netns", "add", name)
    ip("-n", name, "link", "add", "probe", "type", "bridge")
    return undefined
  } catch (error) {
    return `network namespaces cannot be made here (needs root and iproute2): ${reason(error)}`
  } finally {
    try {
      ip("netns", "delete", name)
    } catch {
      // It was not made.
    }
  }
}

const reason = (error: unknown) => {
  const { stderr, message } = error as { stderr?: Buffer; message: string }
  return (stderr?.toString() || message).trim().split("\n")[0]
}

export class Wire {
  private readonly prefix = `ol${process.pid}`
  private readonly hub = `${this.prefix}h`
  private readonly made: string[] = []
  private readonly settled = atExit(() => this.remove())

  /** `sides[i]` is the side (0 or 1) of node `i + 1`. */
  constructor(private readonly sides: number[]) {
    try {
      this.build()
    } catch (error) {
      this.remove()
      throw new Error(`the namespaces were not made: ${reason(error)}`)
    }
  }

  private build(): void {
    this.namespace(this.hub)
    for (const side of [0, 1]) {
      ip("-n", this.hub, "link", "add", `side${side}`, "type", "bridge")
      ip("-n", this.hub, "link", "set", `side${side}`, "up")
    }
    ip("-n", this.hub, "link", "add", "cable0", "type", "veth", "peer", "name", "cable1")
    for (const side of [0, 1]) ip("-n", this.hub, "link", "set", `cable${side}`, "master", `side${side}`, "up")
    this.sides.forEach((side, i) => this.node(i + 1, side))
  }

  private namespace(name: string): void {
    ip("netns", "add", name)
    this.made.push(name)
    ip("-n", name, "link", "set", "lo", "up")
  }

  private node(index: number, side: number): void {
    const name = `${this.prefix}n${index}`
    this.namespace(name)
    ip("-n", name, "link", "add", "peers", "type", "veth", "peer", "name", `node${index}`, "netns", this.hub)
    ip("-n", name, "address", "add", `${this.peer(index)}/24`, "dev", "peers")
    ip("-n", name, "link", "set", "peers", "up")
    ip("-n", this.hub, "link", "set", `node${index}`, "master", `side${side}`, "up")
    const here = `${this.prefix}c${index}`
    ip("link", "add", here, "type", "veth", "peer", "name", "control", "netns", name)
    ip("address", "add", `10.231.${index}.1/30`, "dev", here)
    ip("link", "set", here, "up")
    ip("-n", name, "address", "add", `${this.control(index)}/30`, "dev", "control")
    ip("-n", name, "link", "set", "control", "up")
  }

  /** Address of a node among the nodes. */
  peer(index: number): string {
    return `10.231.0.${index}`
  }
  /** Address of a node for this process. */
  control(index: number): string {
    return `10.231.${index}.2`
  }
  /** Words that start a program inside a node's namespace. */
  inside(index: number): string[] {
    return ["ip", "netns", "exec", `${this.prefix}n${index}`]
  }

  /** Pulls the cable between the sides. */
  cut(): void {
    ip("-n", this.hub, "link", "set", "cable0", "down")
  }
  /** Plugs it in again. */
  heal(): void {
    ip("-n", this.hub, "link", "set", "cable0", "up")
  }

  /** Removes all namespaces, and with them every cable. */
  remove(): void {
    this.settled()
    for (const name of this.made.splice(0)) {
      try {
        ip("netns", "delete", name)
      } catch (error) {
        console.error(`namespace ${name} was not removed: ${reason(error)}`)
      }
    }
  }
}
