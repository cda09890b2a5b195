/** Bytes and lines: the suite's own way to the wire, without any binding between the judge and what it judges. */
@NullMarked
package dev.parlance.conformance.wire;

import org.jspecify.annotations.NullMarked;
