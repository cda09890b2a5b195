/** The suite as JUnit tests, for whoever tests a server from a Java project. Needs JUnit Jupiter on the class path. */
@NullMarked
package dev.parlance.conformance.junit;

import org.jspecify.annotations.NullMarked;
