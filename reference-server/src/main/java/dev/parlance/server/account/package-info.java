/** Who is signed in. */
@NullMarked
package dev.parlance.server.account;

import org.jspecify.annotations.NullMarked;
