/** The protocol as data: its schema, its rules and the automata of its message order. */
@NullMarked
package dev.parlance.protocol;

import org.jspecify.annotations.NullMarked;
