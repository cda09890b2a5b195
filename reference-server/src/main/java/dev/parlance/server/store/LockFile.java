package dev.parlance.server.store;

import dev.parlance.server.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Locks on bytes of a file. All stores of a process that use one file share one of these: closing any channel of a file
 * would give up all the locks the process has on it.
 */
final class LockFile {
    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final Map<Long, FileLock> locks = new HashMap<>();
    private int users;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The locks of that file, which is made if it is not there. {@link #close} it once for each time it was opened. */
    static LockFile open(Path folder, String name) throws IOException {
        synchronized (OPEN) {
            PrivateFile.make(folder.resolve(name));
            Path file = folder.toRealPath().resolve(name);
            LockFile lockFile = OPEN.get(file);
            if (lockFile == null) {
                lockFile = new LockFile(file, FileChannel.open(file, StandardOpenOption.WRITE));
                OPEN.put(file, lockFile);
            }
            lockFile.users++;
            return lockFile;
        }
    }

    /** False if that byte is locked, by this process or another. */
    synchronized boolean tryLock(long place) {
        if (locks.containsKey(place)) {
            return false;
        }
        try {
            FileLock lock = channel.tryLock(place, 1, false);
            if (lock == null) {
                return false;
            }
            locks.put(place, lock);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw failure("lock", e);
        }
    }

    synchronized void unlock(long place) {
        FileLock lock = locks.remove(place);
        if (lock != null) {
            try {
                lock.release();
            } catch (IOException e) {
                throw failure("unlock", e);
            }
        }
    }

    void close() {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(file);
                try {
                    channel.close();
                } catch (IOException e) {
                    throw failure("close", e);
                }
            }
        }
    }

    private StoreException failure(String doing, IOException cause) {
        return new StoreException(Reason.OTHER, "cannot " + doing + " " + file + ": " + cause.getMessage(), cause);
    }
}
