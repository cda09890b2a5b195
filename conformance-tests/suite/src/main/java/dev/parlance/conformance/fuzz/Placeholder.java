package dev.parlance.conformance.fuzz;

/** A text in a message that is only known when the message is sent. Stands in a tree as a POJO node. */
sealed interface Placeholder {
    /** A text to judge by before anything is sent. */
    String sample();

    /**
     * A value that the subject gave out, told by where it was first seen, so that it can be found again in another run.
     *
     * @param step label of the request after which it came
     * @param notification the notification that bore it; empty if it was the answer
     * @param nth which of these notifications after that request, from 0
     * @param pointer JSON Pointer into the result or the params
     * @param seen the value in the first run, which stands in where there is none in another
     */
    record Ref(String step, String notification, int nth, String pointer, String seen) implements Placeholder {
        @Override
        public String sample() {
            return seen;
        }
    }

    /**
     * A path below a folder of the run's own.
     *
     * @param root {@code workspace} or {@code home}
     * @param rest what follows, beginning with a slash; empty for the folder itself
     */
    record PathIn(String root, String rest) implements Placeholder {
        @Override
        public String sample() {
            return "/" + root + rest;
        }
    }
}
