/** From schema to source: read, link, check, generate, write. A library; the Maven goals stand on it. */
@NullMarked
package dev.parlance.codegen;

import org.jspecify.annotations.NullMarked;
