/** The whole server in this process: clients speak to it in raw JSON, the model follows a script. */
package dev.parlance.server.live;
