/** Values of a protocol's types, for tests of what is generated from it. */
@NullMarked
package dev.parlance.codegen.sample;

import org.jspecify.annotations.NullMarked;
