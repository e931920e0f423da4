// SPDX-License-Identifier: Apache-2.0
/** Bare JSON-RPC over HTTP and WebSocket, so that tests see exactly what the node answers. */
import { WebSocket } from "ws"

export { WebSocket }

export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(message)
  }
}

/** Any JSON answer; tests assert its shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any

/** Posts a body as it is and gives the answer as it is. */
export async function post(url: string, body: string): Promise<Json> {
  const headers = { "content-type": "application/json" }
  const response = await fetch(url, { method: "POST", headers, body })
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return { status: response.status, text }
  }
}

export async function request(url: string, method: string, params: unknown[]): Promise<Json> {
  const answer = await post(url, JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }))
  if (answer.error) throw new RpcError(answer.error.code, answer.error.message, answer.error.data)
  if (!("result" in answer)) throw new Error(`no answer to ${method}: ${JSON.stringify(answer)}`)
  return answer.result
}

/** What a subscription delivers, in order. */
export class Stream {
  readonly seen: Json[] = []
  private waiting: (() => void)[] = []

  push(item: Json): void {
    this.seen.push(item)
    for (const wake of this.waiting.splice(0)) wake()
  }

  /** The first item that fits, past or to come. */
  async find(fits: (item: Json) => boolean): Promise<Json> {
    for (;;) {
      const item = this.seen.find(fits)
      if (item !== undefined) return item
      await new Promise<void>((wake) => this.waiting.push(wake))
    }
  }

  /** Waits for at least `count` items and gives all there are. */
  async atLeast(count: number): Promise<Json[]> {
    while (this.seen.length < count) await new Promise<void>((wake) => this.waiting.push(wake))
    return this.seen
  }
}

/** A WebSocket that speaks JSON-RPC. */
export class Socket {
  private next = 1
  private readonly calls = new Map<number, (answer: Json) => void>()
  private readonly streams = new Map<string, Stream>()
  private readonly early = new Map<string, Json[]>()

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data) => this.receive(JSON.parse(data.toString())))
  }

  static async open(url: string): Promise<Socket> {
    const socket = new WebSocket(url)
    await new Promise<void>((done, fail) => socket.once("open", done).once("error", fail))
    return new Socket(socket)
  }

  private receive(message: Json): void {
    if (message.id !== undefined) return this.calls.get(message.id)?.(message)
    const { subscription, result } = message.params
    const stream = this.streams.get(subscription)
    if (stream) return stream.push(result)
    this.early.set(subscription, [...(this.early.get(subscription) ?? []), result])
  }

  async request(method: string, params: unknown[] = []): Promise<Json> {
    const id = this.next++
    const answer = new Promise<Json>((done) => this.calls.set(id, done))
    this.socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }))
    const { error, result } = await answer
    this.calls.delete(id)
    if (error) throw new RpcError(error.code, error.message, error.data)
    return result
  }

  /** `eth_subscribe`; the id is what the node gave. */
  async subscribe(...params: unknown[]): Promise<{ id: string; stream: Stream }> {
    const id = (await this.request("eth_subscribe", params)) as string
    const stream = new Stream()
    this.streams.set(id, stream)
    for (const item of this.early.get(id) ?? []) stream.push(item)
    this.early.delete(id)
    return { id, stream }
  }

  close(): void {
    this.socket.close()
  }
}
