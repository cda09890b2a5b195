package dev.parlance.server.store;

import dev.parlance.server.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one store. A claim is a lock on one byte of a file, its place given by the thread's id: one file, however
 * many threads there are, and nothing to tidy up.
 */
final class Claims implements AutoCloseable {
    /** Another process that only looks whether a thread is claimed holds the lock for microseconds. */
    private static final int ATTEMPTS = 4;

    private static final String NAME = "threads.lock";

    private final Path home;
    private final Set<Claim> held = new HashSet<>();
    private @Nullable LockFile locks;
    private boolean closed;

    Claims(Path home) {
        this.home = home;
    }

    ThreadClaim claim(String threadId) {
        long place = place(threadId);
        for (int attempt = 1; !locks().tryLock(place); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new ThreadBusyException(threadId);
            }
            LockSupport.parkNanos(5_000_000);
        }
        Claim claim = new Claim(threadId, place);
        synchronized (held) {
            held.add(claim);
        }
        return claim;
    }

    /** True if any process has a claim on the thread. */
    boolean taken(String threadId) {
        long place = place(threadId);
        LockFile file = locks();
        if (!file.tryLock(place)) {
            return true;
        }
        file.unlock(place);
        return false;
    }

    /** FNV-1a: any 62 bits will do that differ from thread to thread. */
    private static long place(String threadId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < threadId.length(); i++) {
            hash = (hash ^ threadId.charAt(i)) * 0x100000001b3L;
        }
        return hash >>> 2;
    }

    private LockFile locks() {
        synchronized (held) {
            if (closed) {
                throw new StoreException(Reason.OTHER, "the thread store is closed");
            }
            if (locks == null) {
                try {
                    locks = LockFile.open(home, NAME);
                } catch (IOException e) {
                    throw new StoreException(
                            Reason.READ_ONLY,
                            "cannot open " + home.resolve(NAME) + "; check the rights of the file and its folder",
                            e);
                }
            }
            return locks;
        }
    }

    @Override
    public void close() {
        Set<Claim> left;
        LockFile open;
        synchronized (held) {
            left = Set.copyOf(held);
            open = locks;
            closed = true;
        }
        left.forEach(Claim::close);
        if (open != null) {
            open.close();
        }
    }

    private final class Claim implements ThreadClaim {
        private final String threadId;
        private final long place;

        Claim(String threadId, long place) {
            this.threadId = threadId;
            this.place = place;
        }

        @Override
        public String threadId() {
            return threadId;
        }

        @Override
        public boolean held() {
            synchronized (held) {
                return held.contains(this);
            }
        }

        @Override
        public void close() {
            synchronized (held) {
                if (held.remove(this) && locks != null) {
                    locks.unlock(place);
                }
            }
        }
    }
}
