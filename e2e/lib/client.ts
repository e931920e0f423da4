// SPDX-License-Identifier: Apache-2.0
/** A polkadot-api client over WebSocket (Node 20 has no WebSocket of its own). */
import { createClient, type PolkadotClient } from "polkadot-api"
import { getWsProvider } from "polkadot-api/ws"
import { WebSocket } from "ws"

export function connect(url: string): PolkadotClient {
  globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket
  return createClient(getWsProvider(url))
}
