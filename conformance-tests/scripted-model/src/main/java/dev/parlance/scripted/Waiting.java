package dev.parlance.scripted;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How tests wait for the model: bounded, and with a sentence that says what did not happen. */
final class Waiting {
    private Waiting() {}

    static void require(CountDownLatch latch, Duration limit, String complaint) {
        try {
            if (!latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(complaint + " within " + limit.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            throw interrupted(complaint, e);
        }
    }

    static IllegalStateException interrupted(String complaint, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(complaint + ": the waiting thread was interrupted", cause);
    }
}
