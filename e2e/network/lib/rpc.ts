// SPDX-License-Identifier: Apache-2.0
/** JSON-RPC as it goes over the wire: a call is one HTTP request, so that it survives a node's restart. */
import { WebSocket } from "ws"

/** An answer with an error in it. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(`${message} (${code})${data === undefined ? "" : `: ${JSON.stringify(data)}`}`)
  }
}

/** Calls `method` at `http`; throws `RpcError` for an error in the answer, `Error` when nobody answers. */
export async function call<T>(http: string, method: string, params: unknown[] = [], patience = 15_000): Promise<T> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params })
  const headers = { "content-type": "application/json" }
  const response = await fetch(http, { method: "POST", headers, body, signal: AbortSignal.timeout(patience) })
  const text = await response.text()
  if (!response.ok) throw new RpcError(response.status, text.slice(0, 200))
  const answer = JSON.parse(text) as { result?: T; error?: { code: number; message: string; data?: unknown } }
  if (answer.error) throw new RpcError(answer.error.code, answer.error.message, answer.error.data)
  return answer.result as T
}

/** A subscription; `stop` ends it. A lost connection ends it as well. */
export function subscribe<T>(ws: string, method: string, heard: (value: T) => void): Promise<{ stop(): void }> {
  return new Promise((done, fail) => {
    const socket = new WebSocket(ws, { perMessageDeflate: false })
    socket.once("error", fail)
    socket.once("open", () => socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] })))
    socket.on("message", (data) => {
      const message = JSON.parse(data.toString())
      if (message.id === 1) {
        if (message.error) fail(new RpcError(message.error.code, message.error.message))
        else done({ stop: () => socket.terminate() })
      } else if (message.params) heard(message.params.result as T)
    })
  })
}
