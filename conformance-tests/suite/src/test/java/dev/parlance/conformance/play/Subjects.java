package dev.parlance.conformance.play;

import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Subject files of tests. */
public final class Subjects {
    private Subjects() {}

    /** A subject that claims core and is started in process; more YAML may be added. */
    public static Subject inProcess(Path folder, String more) {
        try {
            Path file = folder.resolve("subject.yaml");
            Files.writeString(file, "name: test\nstdio: {command: [none]}\nprofiles: [core]\n" + more);
            return SubjectReader.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
