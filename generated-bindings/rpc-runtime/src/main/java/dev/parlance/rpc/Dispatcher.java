package dev.parlance.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a message: calls handlers, completes calls, and answers every request exactly once. */
final class Dispatcher {
    private final PeerContext context;
    private final Handlers handlers;
    private final Requests requests;
    private final Outbound outbound;
    private final InputEnd inputEnd;
    private final Runnable sendWaiting;
    /** Requests of the other end that are not answered yet. */
    private final AtomicInteger unanswered = new AtomicInteger();

    private volatile boolean inputEnded;
    /** The request whose handler is running; for the reading thread only. */
    private @Nullable Envelope serving;

    /** Told of the end of input, and when every request accepted before it has been answered. */
    interface InputEnd {
        void inputEnded(@Nullable Throwable failure);

        void allAnswered();
    }

    Dispatcher(
            PeerContext context,
            Handlers handlers,
            Requests requests,
            Outbound outbound,
            InputEnd inputEnd,
            Runnable sendWaiting) {
        this.context = context;
        this.handlers = handlers;
        this.requests = requests;
        this.outbound = outbound;
        this.inputEnd = inputEnd;
        this.sendWaiting = sendWaiting;
    }

    void ended(@Nullable Throwable failure) {
        inputEnd.inputEnded(failure);
        inputEnded = true;
        if (unanswered.get() == 0) {
            inputEnd.allAnswered();
        }
    }

    /** Id of the request whose handler is running, a Long or a String; null outside of one. */
    @Nullable
    Object servedId() {
        Envelope message = serving;
        return message == null ? null : id(message);
    }

    int unanswered() {
        return unanswered.get();
    }

    void dispatch(Envelope message) {
        if (message.has(Envelope.METHOD)) {
            if (!message.methodValid) {
                invalid("`method` is not a string");
            } else if (!message.has(Envelope.ID)) {
                notification(message);
            } else if (!message.idValid) {
                invalid("`id` is neither a string nor an integer of 64 bits");
            } else {
                request(message);
            }
        } else if (message.has(Envelope.ID) && (message.has(Envelope.RESULT) || message.error != null)) {
            response(message);
        } else {
            invalid("neither a request nor a notification nor an answer");
        }
    }

    private void invalid(String text) {
        context.report(Diagnostic.Kind.MALFORMED, text, null);
        refuseUnknown(context.dialect().codes().invalidRequest(), "invalid request: " + text);
    }

    /** Answers with a null id, where the dialect does that. */
    void refuseUnknown(int code, String text) {
        if (context.dialect().answersMalformed()) {
            sendError(null, code, text, null);
        }
    }

    private void response(Envelope message) {
        Call<?> call = message.textId == null && message.idValid ? requests.take(message.id) : null;
        if (call == null) {
            String id = message.textId != null
                    ? '"' + shorten(message.textId) + '"'
                    : message.idValid ? String.valueOf(message.id) : "null";
            context.report(
                    Diagnostic.Kind.UNKNOWN_RESPONSE, "an answer to no outstanding request, id " + id, message.error);
            return;
        }
        // Others first: what the completed future triggers may send as well.
        sendWaiting.run();
        if (message.error != null) {
            call.refuse(message.error);
        } else if (message.mismatch != null) {
            call.refuse(new IllegalArgumentException(
                    "the answer to " + call.method.name() + " does not fit: " + reason(message.mismatch),
                    message.mismatch));
        } else {
            call.answer(message.value);
        }
    }

    private void notification(Envelope message) {
        MethodIndex.Served served = message.served;
        if (message.mismatch != null) {
            String name = served == null ? shorten(String.valueOf(message.unknownMethod)) : served.method.name();
            context.report(
                    Diagnostic.Kind.BAD_NOTIFICATION,
                    name + " was dropped: " + reason(message.mismatch),
                    message.mismatch);
            return;
        }
        try {
            if (served == null) {
                handlers.otherwise().notification(String.valueOf(message.unknownMethod), message.value);
            } else if (served.method.isRequest()) {
                context.report(
                        Diagnostic.Kind.BAD_NOTIFICATION, served.method.name() + " without an id was dropped", null);
            } else if (message.value == null && !served.method.paramsOptional()) {
                context.report(
                        Diagnostic.Kind.BAD_NOTIFICATION, served.method.name() + " without params was dropped", null);
            } else {
                notified(served.method, served.function.apply(message.value));
            }
        } catch (RuntimeException | Error e) {
            String name = served == null ? "the handler of unknown notifications" : served.method.name();
            context.report(Diagnostic.Kind.HANDLER_FAILED, name + " failed", e);
        }
    }

    /** Nobody hears of a notification's failure but the listener. */
    private void notified(Method<?, ?> method, @Nullable CompletableFuture<?> future) {
        if (future != null && (!future.isDone() || future.isCompletedExceptionally())) {
            CompletableFuture<?> unused = future.whenComplete((result, failure) -> {
                if (failure != null) {
                    context.report(Diagnostic.Kind.HANDLER_FAILED, method.name() + " failed", failure);
                }
            });
        }
    }

    private void request(Envelope message) {
        MethodIndex.Served served = message.served;
        Dialect.Codes codes = context.dialect().codes();
        if (served == null || !served.method.isRequest()) {
            String name = served == null ? shorten(String.valueOf(message.unknownMethod)) : served.method.name();
            refuse(message, codes.methodNotFound(), "method not found: `" + name + "`");
        } else if (message.mismatch != null) {
            refuse(message, codes.invalidParams(), "invalid params: " + reason(message.mismatch));
        } else if (message.value == null && !served.method.paramsOptional()) {
            refuse(message, codes.invalidParams(), "invalid params: missing member `params`");
        } else if (unanswered.get() >= context.limits().incomingRequests()) {
            refuse(message, codes.overload(), "too many requests at once; retry later");
        } else {
            serve(message, served);
        }
    }

    private static Object id(Envelope message) {
        return message.textId != null ? message.textId : (Object) message.id;
    }

    private void refuse(Envelope message, int code, String text) {
        context.report(Diagnostic.Kind.REFUSED, text, message.mismatch);
        sendError(id(message), code, text, null);
    }

    private void serve(Envelope message, MethodIndex.Served served) {
        CompletableFuture<?> future;
        serving = message;
        try {
            future = served.function.apply(message.value);
        } catch (RuntimeException | Error e) {
            answerFailure(id(message), served.method, e);
            return;
        } finally {
            serving = null;
        }
        if (future == null) {
            answerFailure(
                    id(message), served.method, new NullPointerException("the handler returned null, not a future"));
        } else if (future.isDone() && !future.isCompletedExceptionally()) {
            answer(message.id, message.textId, served.method, future.getNow(null));
        } else {
            Object id = id(message);
            unanswered.incrementAndGet();
            CompletableFuture<?> unused =
                    future.whenComplete((result, failure) -> answerLate(id, served.method, result, failure));
            if (future instanceof Answer<?> answer) {
                answer.begin();
            }
        }
    }

    private void answerLate(Object id, Method<?, ?> method, @Nullable Object result, @Nullable Throwable failure) {
        try {
            if (failure instanceof CancellationException) {
                context.report(Diagnostic.Kind.WITHDRAWN, method.name() + " (id " + shorten(id.toString()) + ")", null);
            } else if (failure != null) {
                answerFailure(id, method, failure);
            } else if (id instanceof Long number) {
                answer(number, null, method, result);
            } else {
                answer(0, (String) id, method, result);
            }
        } finally {
            if (unanswered.decrementAndGet() == 0 && inputEnded) {
                inputEnd.allAnswered();
            }
        }
    }

    private void answer(long id, @Nullable String textId, Method<?, ?> method, @Nullable Object result) {
        try {
            outbound.result(id, textId, result, method.result() == Void.class);
        } catch (ConnectionClosedException e) {
            // There is nobody left to tell.
        } catch (IOException | RuntimeException e) {
            answerFailure(textId != null ? textId : (Object) id, method, e);
        }
    }

    private void answerFailure(Object id, Method<?, ?> method, Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof RpcException refusal) {
            sendError(id, refusal.code(), refusal.getMessage(), refusal.data());
            return;
        }
        context.report(
                Diagnostic.Kind.HANDLER_FAILED, method.name() + " (id " + shorten(id.toString()) + ") failed", failure);
        sendError(id, context.dialect().codes().internalError(), "internal error", null);
    }

    private void sendError(@Nullable Object id, int code, @Nullable String text, @Nullable Object data) {
        try {
            outbound.error(id, code, text, data);
        } catch (ConnectionClosedException e) {
            // There is nobody left to tell.
        } catch (IOException | RuntimeException e) {
            context.report(Diagnostic.Kind.HANDLER_FAILED, "the data of an error cannot be written", e);
            if (data != null) {
                sendError(id, code, text, null);
            }
        }
    }

    /** Only a codec's own words go to the other end: other exceptions may name classes. */
    private static String reason(Exception mismatch) {
        return mismatch instanceof DecodeException ? String.valueOf(mismatch.getMessage()) : "unexpected value";
    }

    /** An excerpt of a text from outside; half a surrogate pair, which an escape can bring and no text can hold, is replaced. */
    private static String shorten(String text) {
        String part = text.length() <= 200 ? text : text.substring(0, 200) + '…';
        return new String(part.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }
}
