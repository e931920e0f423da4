// SPDX-License-Identifier: Apache-2.0

//! Examples that `--help` ends with.

/// The node itself.
pub const NODE: &str = "\
Examples:
  A development chain in memory, one validator, blocks every 2 s:
    openledger-node --dev
  The same for EVM developers, a block per transaction and keys that sign for whoever asks:
    openledger-node --dev --sealing instant --eth-dev-accounts
  A full node of the test network with an RPC for others (unsafe methods are refused there):
    openledger-node --chain testnet --base-path /var/lib/openledger --rpc-external \\
      --rpc-rate-limit 600
  A validator, its RPC for this machine only, metrics for Prometheus:
    openledger-node --chain testnet --base-path /var/lib/openledger --validator --name mine
  An archive for block explorers: the state of every block, and the bodies of all batches:
    openledger-node --chain testnet --base-path /var/lib/openledger --state-pruning archive \\
      --archive-batches /var/lib/openledger/batches
  Join fast, by the finality proofs instead of every block:
    openledger-node --chain testnet --base-path /var/lib/openledger --sync warp

  Start in a second instead of ten: keep compiled runtimes in a directory that only the node can write to:
    OPENLEDGER_WASM_CACHE=/var/cache/openledger openledger-node --dev

  Is it well?  curl http://127.0.0.1:9944/health      Numbers:  curl http://127.0.0.1:9615/metrics
  Runbooks: docs/operators (become a validator, rotate keys, upgrade, monitor, back up, recover).
  `openledger-node help SUBCOMMAND` has examples of each subcommand.";

/// `key`.
pub const KEY: &str = "\
Examples:
  A new account (write the phrase down, it is shown once):
    openledger-node key generate --scheme sr25519
  The account of a phrase in a file:
    openledger-node key inspect ./phrase.txt
  The network identity of a node, kept in a file:
    openledger-node key generate-node-key --chain testnet --file ./node.key
  One session key into a node's keystore (types: babe, gran (ed25519), audi, attr):
    openledger-node key insert --chain testnet --base-path /var/lib/openledger \\
      --scheme sr25519 --key-type attr --suri ./attribution.txt
  All four at once, with the proof that `session.set_keys` asks for: openledger-node session-keys";

/// `session-keys`.
pub const SESSION_KEYS: &str = "\
Examples:
  New session keys in the keystore of this machine's node, running or not, for the validator
  account that will set them:
    openledger-node session-keys generate --chain testnet --base-path /var/lib/openledger \\
      --owner ho1...
  What the keystore holds:
    openledger-node session-keys list --chain testnet --base-path /var/lib/openledger
Then sign `session.setKeys(keys, proof)` with the owner's account (docs/operators/validator.md).";

/// `build-spec`.
pub const BUILD_SPEC: &str = "\
Examples:
  The test network's spec with this node as its boot node:
    openledger-node build-spec --chain testnet --base-path /var/lib/openledger --raw >testnet.json
Without a boot node `export-chain-spec` does the same and needs no base path.";

/// `export-chain-spec`.
pub const SPEC: &str = "\
Examples:
  openledger-node export-chain-spec --chain testnet --output testnet.json
  openledger-node export-chain-spec --chain testnet --raw --output testnet-raw.json
Every node of a network must start from the same raw file: openledger-node --chain testnet-raw.json";

/// `check-block`.
pub const CHECK_BLOCK: &str = "\
Examples:
  openledger-node check-block --chain testnet --base-path /var/lib/openledger 1200
Stop the node first: the database has one user. The state of the block's parent must not be pruned.";

/// `export-blocks`.
pub const EXPORT_BLOCKS: &str = "\
Examples:
  The first thousand blocks in binary, which `import-blocks --binary` reads:
    openledger-node export-blocks --chain testnet --base-path /var/lib/openledger \\
      --from 1 --to 1000 --binary blocks.bin
  As JSON on standard output:
    openledger-node export-blocks --chain testnet --base-path /var/lib/openledger --from 7 --to 7
Stop the node first: the database has one user.";

/// `import-blocks`.
pub const IMPORT_BLOCKS: &str = "\
Examples:
  openledger-node import-blocks --chain testnet --base-path /var/lib/other --binary blocks.bin
Every block is executed and checked again, as if it came from the network.";

/// `export-state`.
pub const EXPORT_STATE: &str = "\
Examples:
  A chain spec that starts from the state of the best block, for a private copy of the chain:
    openledger-node export-state --chain testnet --base-path /var/lib/openledger >fork.json
Stop the node first: the database has one user.";

/// `purge-chain`.
pub const PURGE_CHAIN: &str = "\
Examples:
  openledger-node purge-chain --chain testnet --base-path /var/lib/openledger
Removes the database and asks before it does; `-y` does not ask. Keystore and network identity stay.";

/// `revert`.
pub const REVERT: &str = "\
Examples:
  openledger-node revert --chain testnet --base-path /var/lib/openledger 20
Finalised blocks are never taken back.";

/// `chain-info`.
pub const CHAIN_INFO: &str = "\
Examples:
  openledger-node chain-info --chain testnet --base-path /var/lib/openledger
Best and finalised block, and how far the state reaches, as JSON. Stop the node first.";

/// `inspect`.
pub const INSPECT: &str = "\
Examples:
  A block of the database, its extrinsics decoded:
    openledger-node inspect --chain testnet --base-path /var/lib/openledger block 1200
  An extrinsic from its bytes:
    openledger-node inspect --chain testnet extrinsic 0x2d0284...
  Block 1200, second extrinsic:
    openledger-node inspect --chain testnet extrinsic 1200:1";

/// `benchmark`.
#[cfg(feature = "benchmark")]
pub const BENCHMARK: &str = "\
Examples:
  Whether this machine is fast enough for a validator:
    openledger-node benchmark machine --chain testnet
  Weights of a pallet (a runtime built with `runtime-benchmarks`):
    openledger-node benchmark pallet --chain dev --pallet pallet_rewards --extrinsic '*'";
