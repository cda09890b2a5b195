/**
 * Emits Java: records, sealed interfaces and the interfaces of both ends. Knows the model only, never JSON; what is
 * emitted needs jackson-annotations and jspecify, and for methods the runtime.
 */
@NullMarked
package dev.parlance.codegen.java;

import org.jspecify.annotations.NullMarked;
