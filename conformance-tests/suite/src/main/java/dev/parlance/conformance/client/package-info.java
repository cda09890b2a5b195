/** Clients under test: the suite plays a scripted server and judges what a client makes of it. */
@NullMarked
package dev.parlance.conformance.client;

import org.jspecify.annotations.NullMarked;
