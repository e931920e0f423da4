// SPDX-License-Identifier: Apache-2.0
// Writes what solc makes of evm/precompiles/code/Batch.sol to where the runtime takes it from.
const { readFileSync, writeFileSync } = require("node:fs")
const { join } = require("node:path")

const { deployedBytecode } = JSON.parse(readFileSync(join(__dirname, "../out/Batch.sol/Batch.json"), "utf8"))
writeFileSync(join(__dirname, "../../evm/precompiles/code/batch.hex"), deployedBytecode.object.slice(2))
