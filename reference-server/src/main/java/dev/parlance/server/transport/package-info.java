/** How clients reach the server. */
@NullMarked
package dev.parlance.server.transport;

import org.jspecify.annotations.NullMarked;
