package dev.parlance.codegen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a schema, and the way from them to trees. Bounded and strict: what a careless parser lets pass (a key
 * given twice, text after the end) is an error here, since one of two meanings would be lost silently.
 *
 * <pre>{@code
 * Sources sources = SchemaFiles.read(path, null, problems).parse(problems);
 * }</pre>
 *
 * @param schema one file, or those of a folder sorted by name
 * @param experimental null for none
 */
public record SchemaFiles(List<RawFile> schema, @Nullable RawFile experimental) {
    /** The real bundle has 1 MB; 64 leaves room and fits any build machine. */
    private static final int MAX_BYTES = 64 << 20;

    /** The real bundle nests 16 deep. */
    private static final int MAX_NESTING = 500;

    private static final int MAX_FILES = 5_000;
    private static final int MAX_FOLDERS_DEEP = 8;

    /** In a folder of this kind one file holds everything, and the others repeat it in pieces. */
    private static final String BUNDLE_OF_FOLDER = "codex_app_server_protocol.schemas.json";

    /** One file, not parsed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; hashed and parsed once
    public record RawFile(String name, byte[] bytes) {}

    /**
     * Reads the bytes.
     *
     * @param schema a file or a folder, which is searched for {@code *.json} with the folders below it
     * @throws IOException where a file is there and cannot be read
     */
    public static SchemaFiles read(Path schema, @Nullable Path experimental, Problems problems) throws IOException {
        List<RawFile> files = readAll(schema, problems);
        List<RawFile> more = experimental == null ? List.of() : readAll(experimental, problems);
        if (more.size() > 1) {
            problems.error(
                    new Location(String.valueOf(experimental), ""),
                    "the experimental schema must be one file, this folder has " + more.size(),
                    "name the bundle in it");
        }
        return new SchemaFiles(files, more.isEmpty() ? null : more.get(0));
    }

    /** The parsed files; those that are not JSON objects are noted and left out. */
    public Sources parse(Problems problems) {
        ObjectMapper mapper = mapper();
        List<Sources.Document> documents = new ArrayList<>();
        for (RawFile file : schema) {
            Sources.Document document = parse(file, mapper, problems);
            if (document != null) {
                documents.add(document);
            }
        }
        return new Sources(List.copyOf(documents), experimental == null ? null : parse(experimental, mapper, problems));
    }

    private static List<RawFile> readAll(Path path, Problems problems) throws IOException {
        Location place = new Location(path.toString(), "");
        if (Files.isRegularFile(path)) {
            return readOne(path, path.toString(), problems);
        }
        if (!Files.isDirectory(path)) {
            problems.error(
                    place,
                    "no such file or folder (looked for "
                            + path.toAbsolutePath().normalize() + ")",
                    "correct the path of the schema");
            return List.of();
        }
        Path bundle = path.resolve(BUNDLE_OF_FOLDER);
        if (Files.isRegularFile(bundle, LinkOption.NOFOLLOW_LINKS)) {
            return readOne(bundle, BUNDLE_OF_FOLDER, problems);
        }
        List<Path> found = jsonFiles(path);
        if (found.isEmpty() || found.size() > MAX_FILES) {
            problems.error(
                    place,
                    found.isEmpty()
                            ? "no *.json file in this folder"
                            : "more than " + MAX_FILES + " *.json files in this folder",
                    "name the folder or file that holds the schema");
            return List.of();
        }
        List<RawFile> files = new ArrayList<>();
        for (Path file : found) {
            files.addAll(readOne(file, path.relativize(file).toString().replace('\\', '/'), problems));
        }
        return files;
    }

    private static List<Path> jsonFiles(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, MAX_FOLDERS_DEEP)) {
            return walk.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .limit(MAX_FILES + 1L)
                    .sorted(Comparator.comparing(
                            f -> folder.relativize(f).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static List<RawFile> readOne(Path file, String name, Problems problems) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.error(new Location(name, ""), "larger than " + (MAX_BYTES >> 20) + " MB", "split the schema");
                return List.of();
            }
            return List.of(new RawFile(name, bytes));
        }
    }

    private static Sources.@Nullable Document parse(RawFile file, ObjectMapper mapper, Problems problems) {
        Location place = new Location(file.name(), "");
        try {
            JsonNode root = mapper.readTree(file.bytes());
            if (root.isObject()) {
                return new Sources.Document(file.name(), root);
            }
            problems.error(
                    place,
                    root.isMissingNode() ? "the file is empty" : "the file holds no JSON object",
                    "give a JSON Schema document");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            problems.error(place, where + e.getOriginalMessage(), "correct the JSON there");
        } catch (IOException e) {
            // From bytes in memory this is text that is not UTF-8.
            problems.error(place, "not JSON text: " + e.getMessage(), "save the file as UTF-8");
        }
        return null;
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxDocumentLength(MAX_BYTES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
