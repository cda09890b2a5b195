/**
 * Reads the schema that {@code codex app-server generate-json-schema} writes. What that schema leaves out (which result a
 * method has, where null is not absence, what is experimental) is found by rules and, where there are none, in tables.
 */
@NullMarked
package dev.parlance.codegen.read.codex;

import org.jspecify.annotations.NullMarked;
