package dev.parlance.scripted;

import org.jspecify.annotations.Nullable;

/**
 * A tool that a request put before the model.
 *
 * @param type the kind on the wire: {@code function}, {@code custom}, {@code web_search}, …
 * @param name its name; for kinds without one (a hosted search, say) the type again
 * @param namespace the namespace it lies in, or null for a tool at the top
 */
public record OfferedTool(
        String type, String name, @Nullable String namespace) {}
