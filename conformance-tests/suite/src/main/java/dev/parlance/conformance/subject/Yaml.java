package dev.parlance.conformance.subject;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the YAML that people write for the suite: subjects and scenarios.
 *
 * <pre>{@code
 * JsonNode tree = Yaml.read("my-server.yaml", text);
 * }</pre>
 */
public final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(new YAMLFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Yaml() {}

    /**
     * The tree of a text.
     *
     * @param place named in messages
     * @throws SubjectException if it is no YAML, or uses aliases, which would be read as plain texts; with the line
     */
    public static JsonNode read(String place, String text) {
        try {
            refuseAliases(place, text);
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new SubjectException(
                    place + ":" + e.getLocation().getLineNr() + ": not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The tree of a subject's file.
     *
     * @param template the file that shows how to write one; named if there is none
     * @throws SubjectException if there is no such file, or as {@link #read}
     */
    public static JsonNode subjectFile(Path file, String template) {
        if (!Files.isRegularFile(file)) {
            throw new SubjectException("there is no subject file " + file + "; conformance-tests/subjects/" + template
                    + " shows how to write one");
        }
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseAliases(String place, String text) throws IOException {
        try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new SubjectException(
                            place + ":" + parser.currentTokenLocation().getLineNr()
                                    + ": aliases (*name) are not understood; write it out");
                }
            }
        }
    }
}
