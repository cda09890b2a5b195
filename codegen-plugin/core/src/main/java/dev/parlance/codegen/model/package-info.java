/** The linked protocol that readers make and emitters read: immutable records, each with the place it came from. */
@NullMarked
package dev.parlance.codegen.model;

import org.jspecify.annotations.NullMarked;
