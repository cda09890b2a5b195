package dev.parlance.conformance.engine;

/** A request under way and where it was seen. */
record Exchange(Message request, long number) {
    String method() {
        return request.method();
    }
}
