/** The real Codex App Server, driven against a scripted model on loopback: needs npm and no account. */
@NullMarked
package dev.parlance.codex;

import org.jspecify.annotations.NullMarked;
