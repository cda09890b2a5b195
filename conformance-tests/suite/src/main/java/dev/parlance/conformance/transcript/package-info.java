/** What was said on the wire, in the order it was seen, and the file format it is kept in. */
@NullMarked
package dev.parlance.conformance.transcript;

import org.jspecify.annotations.NullMarked;
