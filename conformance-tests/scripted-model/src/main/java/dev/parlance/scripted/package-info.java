/**
 * A model that says what a test wrote down: an endpoint of the OpenAI Responses API on loopback, streaming over SSE.
 *
 * <p>Start at {@link dev.parlance.scripted.ScriptedModel}. A {@link dev.parlance.scripted.Script} is made of
 * {@link dev.parlance.scripted.Reply replies}, a reply of {@link dev.parlance.scripted.Step steps}.
 */
@NullMarked
package dev.parlance.scripted;

import org.jspecify.annotations.NullMarked;
