// SPDX-License-Identifier: Apache-2.0
/** A fresh chain for a test file, with the clients that the field uses. */
import { JsonRpcProvider } from "ethers"
import {
  createPublicClient,
  createWalletClient,
  defineChain,
  encodeDeployData,
  encodeFunctionData,
  http,
  numberToHex,
  type Address,
  type Hex,
  type LocalAccount,
} from "viem"
import { afterAll, beforeAll } from "vitest"
import { artifact } from "./compile.js"
import { alice, alith, baltathar, frontier } from "./keys.js"
import { ANVIL, start, type Process, type Sealing } from "./process.js"
import { request, Socket, type Json } from "./rpc.js"

export const CHAIN_ID = 42
export const OPEN = 10n ** 18n
export const ZERO = "0x0000000000000000000000000000000000000000"
export const ZERO_HASH = `0x${"0".repeat(64)}` as Hex
export const HASH = /^0x[0-9a-f]{64}$/
export const ADDRESS = /^0x[0-9a-fA-F]{40}$/
export const QUANTITY = /^0x(0|[1-9a-f][0-9a-f]*)$/

export interface Tx {
  from?: LocalAccount
  to?: Address | null
  value?: bigint
  data?: Hex
  gas?: bigint
  nonce?: number
  gasPrice?: bigint
  maxFeePerGas?: bigint
  maxPriorityFeePerGas?: bigint
  accessList?: { address: Address; storageKeys: Hex[] }[]
  authorizationList?: any
}

export interface Contract {
  address: Address
  abi: any
  receipt: Json
}

const chainOf = (url: string) =>
  defineChain({
    id: CHAIN_ID,
    name: "OpenLedger dev",
    nativeCurrency: { name: "OPEN", symbol: "OPEN", decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  })

export class Rig {
  private constructor(readonly process: Process) {}

  static async start(sealing: Sealing = "manual", extra: string[] = []): Promise<Rig> {
    const rig = new Rig(await start(sealing, extra))
    if (ANVIL) {
      for (const { address } of [alith, baltathar, frontier]) {
        await rig.rpc("anvil_setBalance", address, numberToHex(1_000_000n * OPEN))
      }
    }
    return rig
  }

  async stop(): Promise<void> {
    for (const close of this.closers.splice(0)) close()
    await this.process.stop()
  }

  private readonly closers: (() => void)[] = []

  get url(): string {
    return this.process.http
  }

  rpc(method: string, ...params: unknown[]): Promise<Json> {
    return request(this.url, method, params)
  }

  get chain() {
    return chainOf(this.url)
  }

  private public?: ReturnType<Rig["makePublic"]>
  private makePublic() {
    return createPublicClient({ chain: this.chain, transport: http(this.url), cacheTime: 0, pollingInterval: 50 })
  }
  /** viem's reading client. */
  get viem() {
    return (this.public ??= this.makePublic())
  }

  /** viem's writing client of an account. */
  wallet(account: LocalAccount = alice) {
    return createWalletClient({ account, chain: this.chain, transport: http(this.url), cacheTime: 0 })
  }

  /** ethers' provider over HTTP. */
  ethers(): JsonRpcProvider {
    const options = { staticNetwork: true, batchMaxCount: 1, cacheTimeout: -1, pollingInterval: 50 }
    const provider = new JsonRpcProvider(this.url, CHAIN_ID, options)
    this.closers.push(() => provider.destroy())
    return provider
  }

  async socket(): Promise<Socket> {
    const socket = await Socket.open(this.process.ws)
    this.closers.push(() => socket.close())
    return socket
  }

  /** Seals blocks on the best one. They are final only with `finalize`. */
  async mine(count = 1, finalize = false): Promise<void> {
    for (let i = 0; i < count; i++) {
      if (ANVIL) {
        await this.rpc("evm_mine")
        continue
      }
      await this.rpc("engine_createBlock", true, finalize, null)
      await this.poolForgets((await this.block()).transactions)
    }
  }

  /** The node's pool hears of a block after it is in the chain: waits until it dropped what the block took. */
  private async poolForgets(sealed: Hex[]): Promise<void> {
    const raw = await Promise.all(sealed.map((hash) => this.rpc("debug_getRawTransaction", hash)))
    for (let left = raw.length > 0; left; ) {
      // Extrinsics hold the bytes of their transaction as they are.
      const extrinsics: string[] = await this.rpc("author_pendingExtrinsics")
      left = extrinsics.some((extrinsic) => raw.some((bytes) => extrinsic.includes(bytes.slice(2))))
    }
  }

  /** Seals a block on a parent that Substrate's hash names, and gives the new block's. Not on anvil. */
  async mineOn(parent: Hex | null): Promise<Hex> {
    return (await this.rpc("engine_createBlock", true, false, parent)).hash
  }

  /** Substrate's hash of the best block, or of one by number. Not on anvil. */
  async substrateHash(number?: number): Promise<Hex> {
    return number === undefined ? this.rpc("chain_getBlockHash") : this.rpc("chain_getBlockHash", number)
  }

  /** Replaces the last `depth` blocks by `depth + 1` that hold what the pool holds. */
  async reorg(depth: number): Promise<void> {
    const head = await this.height()
    if (ANVIL) {
      await this.rpc("anvil_reorg", depth, [])
      return this.mine()
    }
    let parent = await this.substrateHash(head - depth)
    for (let i = 0; i <= depth; i++) parent = await this.mineOn(parent)
  }

  async height(): Promise<number> {
    return Number(await this.rpc("eth_blockNumber"))
  }

  block(at: number | string = "latest", full = false): Promise<Json> {
    return this.rpc("eth_getBlockByNumber", typeof at === "number" ? numberToHex(at) : at, full)
  }

  balance(address: Address, at = "latest"): Promise<bigint> {
    return this.rpc("eth_getBalance", address, at).then(BigInt)
  }

  nonce(address: Address, at = "latest"): Promise<number> {
    return this.rpc("eth_getTransactionCount", address, at).then(Number)
  }

  receipt(hash: Hex): Promise<Json> {
    return this.rpc("eth_getTransactionReceipt", hash)
  }

  /** Signs a transaction; what is missing is filled in without asking for an estimate. */
  async sign(tx: Tx): Promise<Hex> {
    const { from = alice, ...rest } = tx
    const nonce = tx.nonce ?? (await this.nonce(from.address, "pending"))
    const base = { chainId: CHAIN_ID, gas: 1_000_000n, ...rest, nonce }
    if (tx.gasPrice === undefined && tx.maxFeePerGas === undefined) {
      const { baseFeePerGas } = await this.block()
      const tip = tx.maxPriorityFeePerGas ?? 1_000_000_000n
      Object.assign(base, { maxFeePerGas: BigInt(baseFeePerGas) * 2n + tip, maxPriorityFeePerGas: tip })
    }
    return from.signTransaction(base as any)
  }

  /** Puts a transaction in the pool. */
  async pool(tx: Tx): Promise<Hex> {
    return this.rpc("eth_sendRawTransaction", await this.sign(tx))
  }

  /** Puts a transaction in the pool, seals a block and gives the receipt. */
  async send(tx: Tx): Promise<Json> {
    const hash = await this.pool(tx)
    await this.mine()
    const receipt = await this.receipt(hash)
    if (!receipt) throw new Error(`${hash} was not included`)
    return receipt
  }

  async deploy(name: string, args: unknown[] = [], tx: Tx = {}): Promise<Contract> {
    const { abi, bytecode } = artifact(name)
    const data = encodeDeployData({ abi, bytecode, args } as any)
    const receipt = await this.send({ gas: 3_000_000n, ...tx, data })
    if (receipt.status !== "0x1") throw new Error(`deploying ${name} failed`)
    return { address: receipt.contractAddress, abi, receipt }
  }

  data(contract: Pick<Contract, "abi">, functionName: string, args: unknown[] = []): Hex {
    return encodeFunctionData({ abi: contract.abi, functionName, args })
  }

  /** Sends a call of a contract, sealed. */
  write(contract: Contract, functionName: string, args: unknown[] = [], tx: Tx = {}): Promise<Json> {
    return this.send({ ...tx, to: contract.address, data: this.data(contract, functionName, args) })
  }

  /** Sends a call of a contract, in the pool. */
  writePool(contract: Contract, functionName: string, args: unknown[] = [], tx: Tx = {}): Promise<Hex> {
    return this.pool({ ...tx, to: contract.address, data: this.data(contract, functionName, args) })
  }

  /** Asks a contract. */
  read(contract: Contract, functionName: string, args: unknown[] = []): Promise<any> {
    return this.viem.readContract({ address: contract.address, abi: contract.abi, functionName, args } as any)
  }
}

/** A chain of its own for the file that calls this. */
export function freshChain(sealing: Sealing = "manual", extra: string[] = []): Rig {
  let rig: Rig | undefined
  beforeAll(async () => {
    rig = await Rig.start(sealing, extra)
  })
  afterAll(async () => {
    await rig?.stop()
  })
  return new Proxy({} as Rig, {
    get(_, key) {
      if (!rig) throw new Error("the chain has not started")
      const value = Reflect.get(rig, key, rig)
      return typeof value === "function" ? value.bind(rig) : value
    },
  })
}

export { ANVIL, alice }
