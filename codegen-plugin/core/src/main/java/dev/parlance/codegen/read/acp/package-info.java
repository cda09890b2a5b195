/** Reads schemas that mark their methods on the types, as the Agent Client Protocol does: {@code x-method}, {@code x-side}. */
@NullMarked
package dev.parlance.codegen.read.acp;

import org.jspecify.annotations.NullMarked;
