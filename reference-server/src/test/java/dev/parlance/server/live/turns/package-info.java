/** What the server does with turns, items, approvals, interrupts, history and paging, seen from the wire. */
package dev.parlance.server.live.turns;
