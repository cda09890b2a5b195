/** A client on the generated bindings, made to be put under test. */
@NullMarked
package dev.parlance.javaclient;

import org.jspecify.annotations.NullMarked;
