/** A client and a scripted server, both on the generated bindings: what {@code ./quickstart} shows. */
@NullMarked
package dev.parlance.example;

import org.jspecify.annotations.NullMarked;
