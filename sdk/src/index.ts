// SPDX-License-Identifier: Apache-2.0
export * from "./accounts.js"
export * from "./eth-signer.js"
export * from "./objects.js"
