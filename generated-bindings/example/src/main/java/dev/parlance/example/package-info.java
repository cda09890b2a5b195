/** A client on the conversation API: what {@code ./quickstart} shows. */
@NullMarked
package dev.parlance.example;

import org.jspecify.annotations.NullMarked;
