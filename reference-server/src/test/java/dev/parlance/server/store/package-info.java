@NullMarked
package dev.parlance.server.store;

import org.jspecify.annotations.NullMarked;
