package dev.parlance.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.CodegenOptions.Input;
import dev.parlance.codegen.CodegenOptions.Selection;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpToDateTest {
    private static final Path SCHEMA = Path.of("src/test/resources/parlance/good");

    @TempDir
    Path temp;

    /** What an IDE does at every save must not pay for what it does not use. */
    @Test
    void aRunWithNothingToDoLoadsNoParserEmitterOrValidator() throws Exception {
        Set<String> first = loadedByRun();
        assertThat(first).anyMatch(name -> name.startsWith("com.networknt."));
        assertThat(first).anyMatch(name -> name.startsWith("com.palantir.javapoet."));
        Set<String> second = loadedByRun();
        assertThat(second).contains(CodegenRun.class.getName(), OutputFolder.class.getName());
        assertThat(second)
                .noneMatch(name -> name.startsWith("com.networknt.")
                        || name.startsWith("com.palantir.")
                        || name.startsWith("com.fasterxml.jackson.databind."));
    }

    private Set<String> loadedByRun() throws Exception {
        try (Recording loader = new Recording()) {
            Class<?> run = loader.loadClass(Run.class.getName());
            Object callable = run.getDeclaredConstructor(String.class).newInstance(temp.toString());
            ((Callable<?>) callable).call();
            return loader.names;
        }
    }

    /** One run; public, and made of JDK types outside, so that it can be started in another class loader. */
    public static final class Run implements Callable<Boolean> {
        private final Path output;

        /** Writes to that folder. */
        public Run(String output) {
            this.output = Path.of(output);
        }

        @Override
        public Boolean call() throws Exception {
            EmitOptions emit = new EmitOptions("com.example", "Things", Map.of());
            Input input = new Input(SCHEMA, null, null);
            return new CodegenRun(new CodegenOptions(input, emit, CodegenOptions.RECORDS, Selection.ALL, output))
                    .execute()
                    .upToDate();
        }
    }

    /** Loads everything of the class path anew and keeps the names. */
    private static final class Recording extends URLClassLoader {
        private final Set<String> names = Collections.synchronizedSet(new TreeSet<>());

        Recording() throws Exception {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = super.findClass(name);
            names.add(name);
            return found;
        }

        private static URL[] classPath() throws Exception {
            List<String> parts =
                    Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
            URL[] urls = new URL[parts.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = Path.of(parts.get(i)).toUri().toURL();
            }
            return urls;
        }
    }
}
