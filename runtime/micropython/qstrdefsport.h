// SPDX-License-Identifier: ISC
// Names the port needs that no C file mentions: none.
