/** The loop of one turn: model, tools, approvals, and the items they make. */
@NullMarked
package dev.parlance.server.turn;

import org.jspecify.annotations.NullMarked;
