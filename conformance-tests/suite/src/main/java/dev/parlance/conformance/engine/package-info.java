/** The passive rules: events of any number of connections go in, a verdict for each rule comes out. */
@NullMarked
package dev.parlance.conformance.engine;

import org.jspecify.annotations.NullMarked;
