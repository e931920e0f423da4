// SPDX-License-Identifier: Apache-2.0

//! Measured weights of this runtime's own pallets, one file each.
