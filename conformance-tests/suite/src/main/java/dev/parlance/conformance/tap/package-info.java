/** Stands between a real client and a real server, passes every byte on, records and judges. */
@NullMarked
package dev.parlance.conformance.tap;

import org.jspecify.annotations.NullMarked;
