/** Readers, one a dialect: JSON in, linked model out. The only part that knows JSON Schema. */
@NullMarked
package dev.parlance.codegen.read;

import org.jspecify.annotations.NullMarked;
