package dev.parlance.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Says in one word what the output depends on: schema bytes, options, and the generator itself by its bytes, since a
 * snapshot keeps its version while it changes.
 */
final class Fingerprint {
    /** Resource that every jar with an emitter has. */
    private static final String EMITTERS = "META-INF/services/" + Emitter.class.getName();

    private Fingerprint() {}

    static String of(SchemaFiles files, CodegenOptions options) throws IOException {
        Hashes hashes = new Hashes();
        addGenerator(hashes);
        files.schema().forEach(file -> add(hashes, file));
        hashes.add(""); // ends the list, so that no file of it can pass for the next
        if (files.experimental() != null) {
            add(hashes, files.experimental());
        }
        hashes.add(String.valueOf(options.input().dialect()));
        hashes.add(options.emit().packageName()).add(options.emit().protocolName());
        for (Map.Entry<String, String> entry : new TreeMap<>(options.emit().rename()).entrySet()) {
            hashes.add(entry.getKey()).add(entry.getValue());
        }
        hashes.add(options.modelStyle());
        add(hashes, options.selection().includes());
        add(hashes, options.selection().excludes());
        return hashes.hex();
    }

    /** Without its folder: a checkout elsewhere gives the same output, manifest included. */
    private static void add(Hashes hashes, SchemaFiles.RawFile file) {
        hashes.add(String.valueOf(Path.of(file.name()).getFileName())).add(file.bytes());
    }

    private static void add(Hashes hashes, List<String> patterns) {
        hashes.add(String.valueOf(patterns.size()));
        patterns.forEach(hashes::add);
    }

    private static void addGenerator(Hashes hashes) throws IOException {
        ClassLoader loader = Fingerprint.class.getClassLoader();
        TreeSet<String> places = new TreeSet<>();
        for (URL url : Collections.list(loader.getResources(EMITTERS))) {
            places.add(url.toExternalForm());
        }
        for (String place : places) {
            // "jar:file:/…/codegen-core.jar!/META-INF/…", or "file:/…/META-INF/…" in a build and in tests. Taken apart
            // by
            // hand, since a connection would open the jar a second time.
            int inJar = place.indexOf("!/");
            if (inJar >= 0) {
                addFile(hashes, path(place.substring(place.indexOf("file:"), inJar)));
            } else {
                addFolder(hashes, path(place).resolve("../../..").normalize());
            }
        }
    }

    private static void addFolder(Hashes hashes, Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).sorted().forEach(file -> addFile(hashes, file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void addFile(Hashes hashes, Path file) {
        try {
            hashes.add(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String url) throws IOException {
        try {
            return Path.of(URI.create(url));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IOException("cannot find the generator's own files at " + url, e);
        }
    }
}
