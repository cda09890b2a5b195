package dev.parlance.server.patch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder held open, so that what is done in it is done there, whatever becomes of its path meanwhile. It is opened name
 * by name from the root and no link is followed: a folder that was swapped for a link since its path was judged fails to
 * open. Where the platform cannot hold folders open, the path is compared with the real one before each step instead.
 */
final class Folder implements AutoCloseable {
    private final Path path;
    private final DirectoryStream<Path> stream;
    private final @Nullable SecureDirectoryStream<Path> secure;

    private Folder(Path path, DirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
        this.secure = stream instanceof SecureDirectoryStream<Path> held ? held : null;
    }

    /** @param real absolute, without links */
    // The stream lives as long as the folder.
    @SuppressWarnings("StreamResourceLeak")
    static Folder open(Path real) throws IOException {
        Path root = real.getRoot();
        if (root == null) {
            throw new NotDirectoryException(real.toString());
        }
        DirectoryStream<Path> stream = Files.newDirectoryStream(root);
        if (!(stream instanceof SecureDirectoryStream)) {
            stream.close();
            return openByPath(real);
        }
        try {
            for (Path name : real) {
                try (DirectoryStream<Path> parent = stream) {
                    stream = ((SecureDirectoryStream<Path>) parent).newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (AccessDeniedException e) {
            // Below a folder that may be passed but not read (mode 711).
            return openByPath(real);
        }
        return new Folder(real, stream);
    }

    /** What was opened is compared with what stands there then. */
    @SuppressWarnings("StreamResourceLeak")
    static Folder openByPath(Path real) throws IOException {
        Folder folder = new Folder(checked(real), Files.newDirectoryStream(real));
        try {
            folder.checkHeld();
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private void checkHeld() throws IOException {
        BasicFileAttributes there =
                Files.readAttributes(checked(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (secure != null) {
            BasicFileAttributes held =
                    secure.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
            if (!Objects.equals(there.fileKey(), held.fileKey())) {
                throw new IOException("the folder is no longer where it was: " + path);
            }
        }
    }

    /** True where something of that name is there, be it a dangling link. */
    boolean has(Path name) throws IOException {
        try {
            view(name).readAttributes();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The text of a plain file. */
    String read(Path name, String file) throws IOException, PatchException {
        if (!view(name).readAttributes().isRegularFile()) {
            throw new PatchException(file + " is no plain file any more");
        }
        try (SeekableByteChannel channel = channel(name, StandardOpenOption.READ)) {
            return TextFiles.text(channel, file);
        }
    }

    /** Writes a file that must not exist yet. */
    void create(Path name, byte[] content) throws IOException {
        try (SeekableByteChannel channel = channel(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    /** Gives a file the mode of another and, as far as that is allowed, its owner. */
    void likeness(Path name, Folder other, Path model) throws IOException {
        PosixFileAttributes wanted = other.view(model).readAttributes();
        PosixFileAttributeView view = view(name);
        PosixFileAttributes own = view.readAttributes();
        if (!own.owner().equals(wanted.owner()) || !own.group().equals(wanted.group())) {
            try {
                view.setOwner(wanted.owner());
                view.setGroup(wanted.group());
            } catch (IOException e) {
                // Only root may give files away: the file is then ours, as with any editor that writes by renaming.
            }
        }
        view.setPermissions(wanted.permissions());
    }

    /** Moves a file to a name that must be free. */
    void move(Path name, Folder target, Path to) throws IOException {
        if (target.has(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (secure != null && target.secure != null) {
            secure.move(name, target.secure, to);
        } else {
            Files.move(checked(path).resolve(name), checked(target.path).resolve(to), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    void delete(Path name) throws IOException {
        if (secure != null) {
            secure.deleteFile(name);
        } else {
            Files.delete(checked(path).resolve(name));
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private SeekableByteChannel channel(Path name, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return secure != null
                ? secure.newByteChannel(name, all)
                : Files.newByteChannel(checked(path).resolve(name), all);
    }

    private PosixFileAttributeView view(Path name) throws IOException {
        PosixFileAttributeView view = secure != null
                ? secure.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : Files.getFileAttributeView(
                        checked(path).resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            throw new IOException("no POSIX file system: " + path);
        }
        return view;
    }

    private static Path checked(Path path) throws IOException {
        if (!path.toRealPath().equals(path)) {
            throw new IOException("the folder is no longer where it was: " + path);
        }
        return path;
    }
}
