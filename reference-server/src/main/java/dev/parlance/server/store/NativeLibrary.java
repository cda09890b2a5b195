package dev.parlance.server.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native part, unpacked beside the jar once. Otherwise the driver unpacks it into the temporary folder of each
 * process and compares the two byte by byte, which costs the first turn 60 ms and leaves a library there when the process
 * is killed.
 *
 * <pre>{@code
 * NativeLibrary.unpackBeside(Path.of("target/parlance-server.jar"));
 * }</pre>
 */
public final class NativeLibrary {
    /** Read by the driver: a folder to look in first. */
    private static final String PROPERTY = "org.sqlite.lib.path";

    private NativeLibrary() {}

    /**
     * Unpacks the one for this platform; another release of the driver has a folder of its own.
     *
     * @throws IOException if there is none, or the folder cannot be written to
     */
    public static void unpackBeside(Path jar) throws IOException {
        Path folder = folder(jar);
        if (folder == null) {
            throw new FileNotFoundException("the driver does not say which release it is");
        }
        Files.createDirectories(folder);
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new FileNotFoundException("the driver has no " + resource);
            }
            // By renaming: a process that starts meanwhile must not load half of it.
            Path part = Files.createTempFile(folder, name, ".part");
            Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Before the driver's first use: has it take the unpacked one, where this process runs from a jar that has it. */
    static void prefer() {
        if (System.getProperty(PROPERTY) == null) {
            Path folder = unpacked(System.getProperty("java.class.path", ""));
            if (folder != null) {
                System.setProperty(PROPERTY, folder.toString());
            }
        }
    }

    private static @Nullable Path unpacked(String classPath) {
        if (!classPath.endsWith(".jar")) {
            return null;
        }
        Path folder = folder(Path.of(classPath).toAbsolutePath());
        return folder != null && Files.isRegularFile(folder.resolve(LibraryLoaderUtil.getNativeLibName()))
                ? folder
                : null;
    }

    /** Named after the driver's release, so that a newer jar does not find an older library; null if that is unknown. */
    private static @Nullable Path folder(Path jar) {
        Properties release = new Properties();
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream("/sqlite-jdbc.properties")) {
            if (in != null) {
                release.load(in);
            }
        } catch (IOException e) {
            return null;
        }
        String version = release.getProperty("version");
        return version == null ? null : jar.resolveSibling("sqlite-" + version);
    }
}
