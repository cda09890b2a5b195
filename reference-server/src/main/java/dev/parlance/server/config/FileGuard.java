package dev.parlance.server.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other threads and other processes from writing a file between reading and replacing it. The lock lies in a file
 * beside it, since the file itself is replaced.
 */
final class FileGuard implements AutoCloseable {
    /** A write takes milliseconds; who holds on for longer hangs. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** File locks belong to the process, so threads need one of their own. Writes are rare: one for all files will do. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final FileChannel channel;
    private final FileLock lock;

    private FileGuard(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits for its turn.
     *
     * @throws IOException if the lock cannot be had within ten seconds
     */
    static FileGuard take(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("not a file: " + file);
        }
        THREADS.lock();
        boolean taken = false;
        try {
            boolean posix = AtomicFile.isPosix(folder);
            AtomicFile.makeFolder(folder, posix);
            FileGuard guard = open(folder.resolve("." + file.getFileName() + ".lock"), posix);
            taken = true;
            return guard;
        } finally {
            if (!taken) {
                THREADS.unlock();
            }
        }
    }

    private static FileGuard open(Path path, boolean posix) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel channel = posix
                ? FileChannel.open(path, options, PosixFilePermissions.asFileAttribute(AtomicFile.OWNER_ONLY))
                : FileChannel.open(path, options);
        FileLock lock = null;
        try {
            lock = waitFor(channel);
            return new FileGuard(channel, lock);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static FileLock waitFor(FileChannel channel) throws IOException {
        long start = System.nanoTime();
        @Nullable FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - start > PATIENCE_NANOS
                    || Thread.currentThread().isInterrupted()) {
                throw new IOException("another process keeps the file locked");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            lock = channel.tryLock();
        }
        return lock;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            THREADS.unlock();
        }
    }
}
