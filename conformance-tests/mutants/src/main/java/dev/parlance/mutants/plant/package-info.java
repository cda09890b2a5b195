/** Faults as data: what is done to the lines between a suite and a right server so that the server seems wrong. */
@NullMarked
package dev.parlance.mutants.plant;

import org.jspecify.annotations.NullMarked;
