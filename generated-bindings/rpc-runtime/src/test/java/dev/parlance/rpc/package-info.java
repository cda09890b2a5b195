@NullMarked
package dev.parlance.rpc;

import org.jspecify.annotations.NullMarked;
