/** The protocol as data: its rules and its methods. */
@NullMarked
package dev.parlance.conformance.protocol;

import org.jspecify.annotations.NullMarked;
