/** Judges JSON against the protocol's schema and says which rule a deviation breaks. */
@NullMarked
package dev.parlance.conformance.schema;

import org.jspecify.annotations.NullMarked;
