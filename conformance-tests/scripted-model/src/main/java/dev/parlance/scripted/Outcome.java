package dev.parlance.scripted;

/** How the answer to a recorded request ended, seen from the model. */
public enum Outcome {
    /** Everything the reply holds was sent, an ending that the script asked for (a cut, a failure) included. */
    SERVED,
    /** The client closed the connection before the end of the reply. */
    CLIENT_GONE,
    /** A gate was not released in time, or the model was closed while the reply waited or streamed. */
    ABANDONED,
    /** No reply of the script was for this request, or the request was not one to this endpoint. */
    REFUSED
}
