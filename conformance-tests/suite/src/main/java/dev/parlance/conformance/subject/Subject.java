package dev.parlance.conformance.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.engine.Dialect;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An implementation under test, as its file describes it; {@code conformance-tests/subjects/template.yaml} explains every
 * member. Texts still hold their placeholders.
 *
 * <pre>{@code
 * Subject subject = SubjectReader.read(Path.of("subjects/parlance.yaml"));
 * }</pre>
 *
 * @param file where it was read from
 * @param name short, for reports
 * @param about one sentence
 * @param ways how to start it, by the way it is reached then: {@link #STDIO}, {@link #LISTEN}, {@link #UNIX}, {@link #TOKEN};
 *     those that it offers
 * @param shared whether one process that listens may serve several scenarios, one after another
 * @param connect address of a server that runs already; null if it is to be started
 * @param dialect what implementations may choose, laid over the defaults
 * @param tools shapes in which it lets the model call a tool, by kind
 * @param profiles what it claims
 * @param knownFailures what is expected to fail
 */
public record Subject(
        Path file,
        String name,
        String about,
        Map<String, Start> ways,
        boolean shared,
        @Nullable String connect,
        ObjectNode dialect,
        Map<String, JsonNode> tools,
        Set<String> profiles,
        List<KnownFailure> knownFailures) {
    /** Standard input and output are the connection. */
    public static final String STDIO = "stdio";

    /** It listens for WebSockets. */
    public static final String LISTEN = "listen";

    /** It listens for WebSockets on a unix socket. */
    public static final String UNIX = "unix";

    /** It listens for WebSockets and asks for a bearer token. */
    public static final String TOKEN = "token";

    /** Copies the collections. */
    public Subject {
        ways = Map.copyOf(ways);
        tools = Map.copyOf(tools);
        profiles = Set.copyOf(profiles);
        knownFailures = List.copyOf(knownFailures);
    }

    /**
     * The same subject, claiming only those of its profiles; all of them if none is named.
     *
     * @throws SubjectException if it does not claim one of them
     */
    public Subject claiming(Collection<String> only) {
        for (String profile : only) {
            if (!profiles.contains(profile)) {
                throw new SubjectException(file + " does not claim the profile " + profile + "; it claims "
                        + profiles.stream().sorted().toList());
            }
        }
        Set<String> kept = only.isEmpty() ? profiles : Set.copyOf(only);
        return new Subject(file, name, about, ways, shared, connect, dialect, tools, kept, knownFailures);
    }

    /** How to start it with standard input and output as the connection; null if it does not offer that. */
    public @Nullable Start stdio() {
        return ways.get(STDIO);
    }

    /** How to start it so that it listens; null if it does not offer that. */
    public @Nullable Start listen() {
        return ways.get(LISTEN);
    }

    /** What the passive rules have to know of the dialect. */
    public Dialect passiveDialect() {
        return new Dialect(
                dialect.path("writesJsonrpc").asBoolean(),
                dialect.path("threadAnswerFirst").asBoolean(),
                dialect.path("turnAnswerFirst").asBoolean());
    }

    /**
     * A way to start a process.
     *
     * @param command program and arguments
     * @param env the whole environment, nothing is inherited but what it names
     * @param cwd working folder
     * @param files what to write before the start, text by path
     * @param address where it listens: a pattern whose first group is the address in its output on standard error, or an
     *     address with <code>${port}</code>; null for stdio
     */
    public record Start(
            List<String> command,
            Map<String, String> env,
            String cwd,
            Map<String, String> files,
            @Nullable String address) {
        /** Copies the collections. */
        public Start {
            command = List.copyOf(command);
            env = Map.copyOf(env);
            files = Map.copyOf(files);
        }
    }
}
