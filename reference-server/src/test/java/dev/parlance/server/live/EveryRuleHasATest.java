package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.protocol.ProtocolDocument;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every duty of a server, in the parts of the protocol that this one serves, has a test that names it. */
class EveryRuleHasATest {
    /** Rules without a test here, and why. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "TRN-4", "there is no SSE transport",
            "TRN-5", "there is no SSE transport",
            "TRN-6", "there is no listener on a unix socket",
            "APR-15", "there are no tools on the client's side");

    @Test
    void everyRuleOfTheProfilesServedIsNamedByATest() throws Exception {
        Set<String> missing = new TreeSet<>(duties());
        missing.removeAll(tested());
        missing.removeAll(NOT_HERE.keySet());

        assertThat(missing).as("rules without a test").isEmpty();
    }

    @Test
    void everyRuleThatATestNamesIsOne() throws Exception {
        Set<String> unknown = new TreeSet<>(tested());
        for (JsonNode rule : Protocol.read(ProtocolDocument.RULES).path("rules")) {
            unknown.remove(rule.path("id").asText());
        }

        assertThat(unknown).isEmpty();
        assertThat(duties()).containsAll(NOT_HERE.keySet());
        assertThat(tested()).doesNotContainAnyElementsOf(NOT_HERE.keySet());
    }

    private static Set<String> duties() {
        Set<String> duties = new TreeSet<>();
        for (JsonNode rule : Protocol.read(ProtocolDocument.RULES).path("rules")) {
            String bound = rule.path("duty").toString();
            if ((bound.contains("\"server\"") || bound.contains("\"transport\""))
                    && Protocol.PROFILES.contains(rule.path("profile").asText())) {
                duties.add(rule.path("id").asText());
            }
        }
        return duties;
    }

    private static Set<String> tested() throws Exception {
        Set<String> tested = new TreeSet<>();
        for (Class<?> type : testClasses()) {
            for (Method method : type.getDeclaredMethods()) {
                Rule rule = method.getAnnotation(Rule.class);
                if (rule != null) {
                    tested.addAll(List.of(rule.value()));
                }
            }
        }
        return tested;
    }

    private static List<Class<?>> testClasses() throws Exception {
        URI root = EveryRuleHasATest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path folder = Path.of(root);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith("Test.class") || name.endsWith("IT.class"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, EveryRuleHasATest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
