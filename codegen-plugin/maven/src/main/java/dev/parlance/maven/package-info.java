/** The Maven goals; all work is done by the library. */
@NullMarked
package dev.parlance.maven;

import org.jspecify.annotations.NullMarked;
