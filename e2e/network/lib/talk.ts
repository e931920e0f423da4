// SPDX-License-Identifier: Apache-2.0
/** One libp2p stream as messages, without the manners of a library. */
import { PassThrough } from "node:stream"
import type { Libp2p } from "libp2p"
import { unframe } from "./encode.js"
import { sleep } from "./wait.js"

type Stream = Awaited<ReturnType<Libp2p["dialProtocol"]>>

/** Longest wait for what must come, milliseconds. */
export const PATIENCE = 20_000

/** One stream: what is written goes out as it is, what comes is kept until it is a message. */
export class Talk {
  private readonly out = new PassThrough()
  private kept: Buffer = Buffer.alloc(0)
  /** The other side closed or reset it. */
  over = false

  constructor(stream: Stream) {
    stream.sink(this.out).catch(() => {})
    void this.read(stream)
  }

  private async read(stream: Stream): Promise<void> {
    try {
      for await (const chunk of stream.source) this.kept = Buffer.concat([this.kept, chunk.subarray()])
    } catch {
      // A reset says the same as an end.
    }
    this.over = true
  }

  write(bytes: Uint8Array): void {
    this.out.write(bytes)
  }

  /** Something came that `next` did not take. */
  get heard(): boolean {
    return this.kept.length > 0
  }

  /** The next message, undefined when the stream ends or `milliseconds` pass before it is here. */
  async next(milliseconds = PATIENCE): Promise<Buffer | undefined> {
    for (const end = Date.now() + milliseconds; ; await sleep(10)) {
      const found = unframe(this.kept)
      if (found) {
        this.kept = found.rest
        return found.message
      }
      if (this.over || Date.now() > end) return undefined
    }
  }
}
