/** Model providers behind one interface. */
@NullMarked
package dev.parlance.server.model;

import org.jspecify.annotations.NullMarked;
