@NullMarked
package dev.parlance.server.history;

import org.jspecify.annotations.NullMarked;
