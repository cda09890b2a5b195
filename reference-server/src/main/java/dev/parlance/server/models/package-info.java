/** The models on offer. */
@NullMarked
package dev.parlance.server.models;

import org.jspecify.annotations.NullMarked;
