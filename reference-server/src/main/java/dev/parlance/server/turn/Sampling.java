package dev.parlance.server.turn;

import dev.parlance.agent.protocol.ErrorNotification;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.ThreadTokenUsageUpdatedNotification;
import dev.parlance.agent.protocol.TokenUsageBreakdown;
import dev.parlance.agent.protocol.TurnError;
import dev.parlance.server.model.Backoff;
import dev.parlance.server.model.ModelEvent;
import dev.parlance.server.model.ModelException;
import dev.parlance.server.model.ModelRequest;
import dev.parlance.server.model.ModelStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the model, turns its answer into items, and asks again where the answer broke off. */
final class Sampling {
    /** An endpoint may ask for patience, not for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final TurnHost host;
    private final TurnPlan plan;
    private final Items items;
    private final Interrupts interrupts;
    private final Prompt prompt;
    private final Set<String> usedIds = new HashSet<>();
    /** The answer being read; guarded by this. */
    private @Nullable ModelStream current;

    private boolean cut;

    Sampling(TurnHost host, TurnPlan plan, Items items, Interrupts interrupts) {
        this.host = host;
        this.plan = plan;
        this.items = items;
        this.interrupts = interrupts;
        this.prompt = new Prompt(plan.settings());
    }

    /** New input has come: the answer that is being read is cut off, so that the model hears of it at once. */
    synchronized void cut() {
        if (current != null) {
            cut = true;
            current.close();
        }
    }

    /**
     * One answer to the context as it stands, which it becomes part of.
     *
     * @throws ModelException if there was none, however often it was tried
     */
    ModelAnswer sample() throws ModelException, InterruptedException {
        return sample(host.context()::snapshot, true);
    }

    /** The same for another context, to which the answer is not added. */
    ModelAnswer sample(List<ResponseItem> context) throws ModelException, InterruptedException {
        return sample(() -> context, false);
    }

    private ModelAnswer sample(Supplier<List<ResponseItem>> context, boolean remember)
            throws ModelException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            ModelOutput output = new ModelOutput(
                    host.threadId(),
                    plan.id(),
                    remember ? host.audience() : Unseen.AUDIENCE,
                    remember ? items : Unseen.ITEMS,
                    this::wireId,
                    remember ? said -> host.context().add(plan.id(), said) : said -> {});
            try {
                return read(request(context.get(), remember), output, remember);
            } catch (InterruptedException e) {
                output.abandon();
                throw e;
            } catch (ModelException e) {
                output.abandon();
                interrupts.check();
                if (takeCut()) {
                    return output.answer(true);
                }
                if (!e.retryable() || attempt >= plan.retries()) {
                    throw e;
                }
                announceRetry(e, attempt + 1);
                interrupts.sleep(pause(e, attempt));
            }
        }
    }

    private ModelRequest request(List<ResponseItem> context, boolean withTools) {
        TurnSettings settings = plan.settings();
        return new ModelRequest(
                host.threadId(),
                settings.model(),
                prompt.input(context),
                withTools ? plan.tools().stream().map(Tool::definition).toList() : List.<Map<String, Object>>of(),
                settings.effort() == null ? null : settings.effort().value(),
                settings.summary() == null ? null : settings.summary().wire(),
                withTools ? plan.outputSchema() : null,
                settings.serviceTier());
    }

    private ModelAnswer read(ModelRequest request, ModelOutput output, boolean remember)
            throws ModelException, InterruptedException {
        ModelStream stream = open(request);
        Hook hook = interrupts.on(stream::close);
        try {
            begin(stream, remember);
            TokenUsageBreakdown usage = null;
            for (ModelEvent event; (event = stream.next()) != null; ) {
                if (event instanceof ModelEvent.Completed completed) {
                    usage = completed.usage();
                } else {
                    output.accept(event);
                }
            }
            interrupts.check();
            output.closeOpen();
            output.remember();
            count(usage);
        } finally {
            hook.close();
            end();
            stream.close();
        }
        return output.answer(false);
    }

    /** The only place where a thread of a turn is interrupted: connecting has no other way to be stopped. */
    private ModelStream open(ModelRequest request) throws ModelException, InterruptedException {
        interrupts.check();
        Hook hook = interrupts.on(Thread.currentThread()::interrupt);
        try {
            return plan.provider().open(request);
        } finally {
            hook.close();
            Thread.interrupted();
        }
    }

    /** A summary is not cut: without it the context would be lost. */
    private synchronized void begin(ModelStream stream, boolean mayBeCut) {
        cut = false;
        current = mayBeCut ? stream : null;
    }

    private synchronized void end() {
        current = null;
    }

    private synchronized boolean takeCut() {
        boolean was = cut;
        cut = false;
        return was;
    }

    private void count(@Nullable TokenUsageBreakdown usage) {
        if (usage == null) {
            return;
        }
        host.tokens().add(usage);
        showTokens();
    }

    /** Tells how much has been used. */
    void showTokens() {
        host.audience()
                .threadTokenUsageUpdated(ThreadTokenUsageUpdatedNotification.builder()
                        .threadId(host.threadId())
                        .turnId(plan.id())
                        .tokenUsage(host.tokens().usage())
                        .build());
    }

    private void announceRetry(ModelException failure, int attempt) {
        host.audience()
                .error(ErrorNotification.builder()
                        .threadId(host.threadId())
                        .turnId(plan.id())
                        .willRetry(true)
                        .error(TurnError.builder()
                                .message("Reconnecting... " + attempt + "/" + plan.retries())
                                .codexErrorInfo(failure.retryInfo())
                                .additionalDetails(failure.details() == null ? failure.getMessage() : failure.details())
                                .build())
                        .build());
    }

    private static Duration pause(ModelException failure, int attempt) {
        Duration asked = failure.retryAfter();
        if (asked != null) {
            return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
        }
        return Backoff.delay(attempt + 1);
    }

    /** A model that repeats an id, after a retry say, must not give two items one id. */
    String wireId(String modelId) {
        String id = usedIds.contains(modelId) || host.hasItem(modelId) ? Ids.next() : modelId;
        usedIds.add(id);
        return id;
    }
}
